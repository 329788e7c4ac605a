package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down what is going to be done, so that it is done as a whole: a plan is a hidden entry of the vector store, and
 * whoever finds one whose owner is dead does the rest. It is always carried forward, never undone. Safe for use by many
 * threads; the caller has the lock on the tree.
 */
final class Intents {

    /** Without a sign for so long, in seconds, the owner counts as dead: longer than a request of his may take. */
    static final long DEAD_AFTER = 180;

    private static final Logger LOGGER = System.getLogger(Intents.class.getName());
    private static final long BEAT_EVERY = 20;
    private static final StorePath NAME = StorePath.parse("changes");

    private final String storeId;
    private final Service service;
    private final Uploads uploads;
    private final Contents contents;
    private final Steps steps;
    private final Peers peers;
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

    Intents(String storeId, Service service, Uploads uploads, Steps steps, Peers peers) {
        this.storeId = storeId;
        this.service = service;
        this.uploads = uploads;
        this.contents = uploads.contents();
        this.steps = steps;
        this.peers = peers;
    }

    /**
     * Writes a plan down: from then on, it will be carried out.
     *
     * @throws Unknown nobody knows whether it was written down
     */
    Entry begin(Plan plan) throws IOException {
        try (Upload upload = new Upload(uploads, NAME)) {
            upload.write(ByteBuffer.wrap(plan.encoded().getBytes(StandardCharsets.UTF_8)));
            upload.finish();
            long now = service.now();
            Entry intent = upload.entry().as(Kind.INTENT).beatenAt(now).attachedAt(now);
            upload.attaching();
            try {
                attach(upload, intent);
            } catch (IOException e) {
                throw takeBack(upload, intent, e);
            }
            upload.published();
            unfinished.add(intent.id());
            return intent;
        }
    }

    private void attach(Upload upload, Entry intent) throws IOException {
        if (upload.isAttached()) {
            service.describe(storeId, intent.attachment());
        } else {
            service.attach(storeId, intent.attachment());
        }
    }

    private IOException takeBack(Upload upload, Entry intent, IOException failure) throws IOException {
        try {
            service.detach(storeId, intent.id());
            return failure;
        } catch (IOException e) {
            failure.addSuppressed(e);
            upload.published();
            return new Unknown(failure);
        }
    }

    /** What was written down may be carried out by others, or not. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        Unknown(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** It has been carried out. */
    void end(Entry intent) throws IOException {
        steps.remove(intent);
        unfinished.remove(intent.id());
    }

    /** Shows that somebody is at a plan, and stops if another has finished it. */
    Steps.Beat beat(Entry intent) {
        return new Steps.Beat() {
            private long last = service.now();

            @Override
            public void sign() throws IOException {
                long now = service.now();
                if (now - last < BEAT_EVERY) {
                    return;
                }
                if (service.describe(storeId, intent.beatenAt(now).attachment())
                        .isEmpty()) {
                    throw new FinishedByOthers();
                }
                last = now;
            }
        };
    }

    /** Somebody else has taken the owner for dead, and has finished his plan. */
    static final class FinishedByOthers extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether there is something to finish. */
    boolean isAnyLeft(Listing listing) {
        return listing.intents().stream().anyMatch(this::isLeft);
    }

    private boolean isLeft(Entry intent) {
        return unfinished.contains(intent.id()) || isDead(intent);
    }

    private boolean isDead(Entry intent) {
        return service.now() - Math.max(intent.beat(), intent.attached()) >= DEAD_AFTER;
    }

    /** Finishes what was left. @return how many plans that were */
    int finish(Listing listing, boolean all) throws IOException {
        List<Entry> left =
                listing.intents().stream().filter(intent -> all || isLeft(intent)).sorted(Entry.AGE).toList();
        for (Entry intent : left) {
            finish(intent, all);
        }
        return left.size();
    }

    private void finish(Entry seen, boolean all) throws IOException {
        Optional<Entry> now = service.attached(storeId, seen.id()).flatMap(Attributes::read);
        if (now.isEmpty()) {
            peers.apply(List.of(), List.of(seen.id()));
            unfinished.remove(seen.id());
            return;
        }
        Entry intent = now.get();
        if (!all && !isLeft(intent)) {
            return;
        }
        Entry taken = intent.beatenAt(service.now());
        steps.describe(taken);
        try {
            steps.runAgain(read(taken), beat(taken));
        } catch (FinishedByOthers e) {
            return;
        } catch (CorruptContentException | IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "a list of changes that somebody has left cannot be read, and is dropped", e);
        }
        end(taken);
    }

    private Plan read(Entry intent) throws IOException {
        try (InputStream in = contents.open(intent, 0)) {
            return Plan.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
