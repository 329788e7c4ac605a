package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.openai.Transition.Added;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes changes. One that is seen by itself is one request, which is done or not; several are written down first. Safe for
 * use by many threads; the caller has a lock that covers the changes.
 */
final class Publisher {

    private final Uploads uploads;
    private final Steps steps;
    private final Intents intents;
    private final Clock clock;

    Publisher(Uploads uploads, Steps steps, Intents intents, Clock clock) {
        this.uploads = uploads;
        this.steps = steps;
        this.intents = intents;
        this.clock = clock;
    }

    /**
     * Makes the changes, all or none.
     *
     * @return as {@link io.foundry9.filebackend.spi.Store#commit}; pending where they are written down and will be made, but
     *     were not all made now
     */
    CommitResult publish(Listing listing, List<Change> changes) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Transition transition = new Transition(listing, now);
        transition.make(changes);
        String path = changes.get(0).path().toString();
        List<Entry> cards = new ArrayList<>();
        try {
            for (Entry directory : transition.directories()) {
                cards.add(directory.withId(uploads.sendDirectory(StorePath.parse(directory.path())).id()));
            }
            return publish(listing, transition, cards, path, transition.results(changes));
        } finally {
            cards.forEach(card -> uploads.live().remove(card.id()));
        }
    }

    private CommitResult publish(Listing listing, Transition transition, List<Entry> cards, String path,
            List<FileInfo> results) throws IOException {
        List<Entry> attached = new ArrayList<>(cards);
        transition.added().forEach(added -> attached.add(added.entry()));
        List<Entry> removed = new ArrayList<>();
        for (Entry entry : transition.removed()) {
            removed.addAll(listing.superseded(entry.path())); // first, so that none of them comes to light
            removed.add(entry);
        }
        Plan plan = new Plan(attached, transition.moved(), removed);
        boolean isOne = transition.seen() <= 1;
        CommitResult result =
                isOne ? alone(transition, plan, path, results) : together(transition, plan, path, results);
        steps.tidy(transition.replaced());
        return result;
    }

    private CommitResult alone(Transition transition, Plan plan, String path, List<FileInfo> results)
            throws IOException {
        for (Added added : transition.added()) {
            added.upload().attaching();
        }
        Trouble.at(path, () -> {
            steps.run(plan, () -> {
            });
            return null;
        });
        for (Added added : transition.added()) {
            added.upload().published();
        }
        return CommitResult.published(results);
    }

    private CommitResult together(Transition transition, Plan plan, String path, List<FileInfo> results)
            throws IOException {
        Entry intent;
        try {
            intent = intents.begin(plan);
        } catch (Intents.Unknown e) {
            leave(transition);
            throw new StorageException(Kind.IO, path, "the service did not answer when the changes were recorded, so"
                    + " whether they will be made is not known; look again in some minutes", null);
        } catch (IOException e) {
            throw Trouble.of(path, e);
        }
        leave(transition);
        try {
            steps.run(plan, intents.beat(intent));
            intents.end(intent);
            return CommitResult.published(results);
        } catch (Intents.FinishedByOthers e) {
            return CommitResult.published(results);
        } catch (IOException e) {
            return CommitResult.pending(results, Trouble.of(path, e));
        }
    }

    /** The files belong to the plan now. */
    private static void leave(Transition transition) throws IOException {
        for (Added added : transition.added()) {
            added.upload().published();
        }
    }
}
