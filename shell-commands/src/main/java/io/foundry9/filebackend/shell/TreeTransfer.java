package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.StorePath;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory of a vault on its way to another place, in the same vault or in another: what is in it becomes what is in
 * the target, which may be there already. A directory costs a call only if it is empty. What cannot be copied is noted,
 * and the rest goes on. The command's thread walks, its workers copy.
 */
final class TreeTransfer implements AutoCloseable {

    private final Place source;
    private final Place target;
    private final FileTransfer transfer;
    private final FailureLog failures;
    private final Workers workers;
    private StorePath emptySoFar;

    TreeTransfer(Place source, Place target, Call call) {
        this.source = source;
        this.target = target;
        this.transfer = new FileTransfer(call);
        this.failures = call.failures("files not copied");
        this.workers = new Workers(failures, call.progress());
    }

    void run() {
        if (source.sharesVaultWith(target) && target.path().startsWith(source.path())) {
            throw new CommandFailure(target + ": lies inside " + source + "; choose a target elsewhere");
        }
        target.requireDirectoryOrNothing();
        emptySoFar = source.path();
        source.ask(backend -> {
            try (Stream<FileInfo> below = backend.walk(source.canonical())) {
                below.forEachOrdered(this::copy);
            }
            return null;
        });
        makeEmptyDirectory();
        workers.finish();
        failures.finish();
    }

    private void copy(FileInfo info) {
        Place from = source.at(info.path());
        if (emptySoFar != null && !from.path().startsWith(emptySoFar)) {
            makeEmptyDirectory();
        }
        emptySoFar = info.isDirectory() ? from.path() : null;
        if (!info.isDirectory()) {
            attempt(from, to -> transfer.copy(from, to));
        }
    }

    private void makeEmptyDirectory() {
        if (emptySoFar != null) {
            attempt(source.at(emptySoFar), to -> {
                if (!to.path().isRoot()) {
                    to.make(backend -> backend.createDirectory(to.canonical(), WriteOption.OVERWRITE));
                }
            });
        }
    }

    private void attempt(Place from, Consumer<Place> work) {
        try {
            Place to = target.resolve(from.below(source));
            workers.submit(() -> work.accept(to));
        } catch (CommandFailure e) {
            workers.fail(e);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
