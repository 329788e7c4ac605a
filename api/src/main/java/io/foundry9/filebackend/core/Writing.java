package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * How a single file or directory is written: content is staged first, as long as that takes; then the lock is taken, and
 * the change published with a guard that holds the rule. Nobody waits for a slow source under a lock.
 */
final class Writing {

    /** Content that is surely so short that it is staged before anyone looks whether it may be written. */
    private static final long SHORT = 64 * 1024;

    /** What is appended under the lock straight from where it is. */
    private static final long AT_HAND = 1024 * 1024;

    private static final int MOST_LINKS = 40;

    private final Store store;

    Writing(Store store) {
        this.store = store;
    }

    /** Makes the guard for the path that is finally written. */
    interface Rule extends BiFunction<StorePath, WriteSettings, Guard> {
    }

    /** Makes a change at a path that no link is at. */
    private interface Step {
        FileInfo at(StorePath path) throws IOException;
    }

    FileInfo write(StorePath path, Content content, WriteSettings settings, Rule rule) throws IOException {
        requireSupport(path, settings);
        if (content.length().orElse(Long.MAX_VALUE) > SHORT) {
            look(path, settings, rule);
        }
        try (Staging staging = store.stage(request(path, content, settings))) {
            Intake intake = intake(staging, path, content.length(), settings);
            intake.takeAll(content);
            return publish(path, staging, intake, settings, rule);
        }
    }

    StageRequest request(StorePath path, Content content, WriteSettings settings) {
        return new StageRequest(path, content.length(), settings.durable());
    }

    Intake intake(Staging staging, StorePath path, OptionalLong length, WriteSettings settings) {
        return new Intake(staging, path, settings.progress(), length, store.capabilities().largestFile());
    }

    /** Finishes what was staged and makes it the content of the file. */
    FileInfo publish(StorePath path, Staging staging, Intake intake, WriteSettings settings, Rule rule)
            throws IOException {
        staging.finish();
        FileInfo info = put(path, staging, settings, rule);
        return info.contentProbed() ? info : info.toBuilder().probed(intake.isText()).build();
    }

    FileInfo put(StorePath path, Staging staging, WriteSettings settings, Rule rule) throws IOException {
        return following(path, target -> {
            Change put = new Change.Put(target, staging, rule.apply(target, settings));
            try (StoreLock lock = store.lock(LockScope.entry(target), settings.lockTimeout())) {
                return store.publish(List.of(put), settings.durable()).get(0);
            }
        });
    }

    FileInfo createDirectory(StorePath path, WriteSettings settings) throws IOException {
        requireSupport(path, settings);
        return following(path, target -> {
            Change make = new Change.MakeDirectory(target, Rules.createDirectory(target, settings));
            try (StoreLock lock = store.lock(LockScope.entry(target), settings.lockTimeout())) {
                return store.publish(List.of(make), settings.durable()).get(0);
            }
        });
    }

    /** Fails early where the change will be refused anyway, before a long content is taken in. */
    void look(StorePath path, WriteSettings settings, Rule rule) throws IOException {
        following(path, target -> {
            rule.apply(target, settings).check(store.stat(target, Store.Detail.BASIC));
            return null;
        });
    }

    /** Fails where nothing can be written at all, before anything is looked at. */
    void requireWrites(StorePath path) {
        if (!store.capabilities().has(Feature.WRITES)) {
            throw new InvalidOperationException(Reason.READ_ONLY, path.toString());
        }
    }

    /** Fails also where a condition is asked for that the store cannot keep. */
    void requireSupport(StorePath path, WriteSettings settings) {
        requireWrites(path);
        if (settings.ifVersion().isPresent() && !store.capabilities().has(Feature.CONDITIONAL_WRITES)) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, path.toString(),
                    "conditional writes are not supported by this backend");
        }
    }

    FileInfo append(StorePath path, Content addition, WriteSettings settings) throws IOException {
        requireSupport(path, settings);
        if (addition.repeatable() && addition.length().orElse(Long.MAX_VALUE) <= AT_HAND) {
            return appendAtHand(path, addition, settings);
        }
        look(path, settings, Rules::update);
        try (Staging spool = store.stage(request(path, addition, settings))) {
            intake(spool, path, addition.length(), settings).takeAll(addition);
            spool.finish();
            return appendAtHand(path, new StagedContent(spool), settings);
        }
    }

    /** Begins a write whose content comes in pieces, unless it will be refused anyway. */
    Draft draft(Draft.Kind kind, StorePath path, OptionalLong length, WriteSettings settings) throws IOException {
        requireSupport(path, settings);
        look(path, settings, kind.rule());
        Staging staging = store.stage(new StageRequest(path, length, settings.durable()));
        return new Draft(this, kind, path, settings, staging, intake(staging, path, length, settings));
    }

    FileInfo appendAtHand(StorePath path, Content addition, WriteSettings settings) throws IOException {
        return following(path, target -> {
            Guard guard = Rules.update(target, settings);
            try (StoreLock lock = store.lock(LockScope.entry(target), settings.lockTimeout())) {
                return store.capabilities().has(Feature.APPEND_IN_PLACE)
                        ? store.append(target, addition, guard, settings.durable())
                        : rewrite(target, addition, guard, settings);
            }
        });
    }

    /** Old content and addition as a new content, for a store that cannot add in place. */
    private FileInfo rewrite(StorePath path, Content addition, Guard guard, WriteSettings settings)
            throws IOException {
        guard.check(store.stat(path, Store.Detail.BASIC));
        try (StoreReader old = store.open(path, 0);
                Staging staging = store.stage(request(path, addition, settings))) {
            Intake intake = intake(staging, path, OptionalLong.empty(), settings);
            intake.takeAll(Content.of(old));
            intake.takeAll(addition);
            staging.finish();
            FileInfo info = store.publish(List.of(new Change.Put(path, staging, guard)), settings.durable()).get(0);
            return info.contentProbed() ? info : info.toBuilder().probed(intake.isText()).build();
        }
    }

    /** Takes a step at the path, or where the links lead that are met there. */
    private FileInfo following(StorePath path, Step step) throws IOException {
        StorePath target = path;
        for (int links = 0; links <= MOST_LINKS; links++) {
            try {
                return step.at(target);
            } catch (Rules.LinkMet met) {
                target = store.follow(target);
            }
        }
        throw new InvalidOperationException(Reason.LINK_LOOP, path.toString());
    }
}
