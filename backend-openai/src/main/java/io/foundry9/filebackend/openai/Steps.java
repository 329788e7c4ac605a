package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.Attached;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.openai.Transition.Moved;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does to the vector store what a {@link Plan} says. Everything comes before anything goes, so that an interruption leaves
 * both, never none; each step is seen here at once. Safe for use by many threads.
 */
final class Steps {

    private static final Logger LOGGER = System.getLogger(Steps.class.getName());

    /** The service takes 2,000; smaller ones keep a request small. */
    private static final int BATCH = 500;

    private final String storeId;
    private final Service service;
    private final Peers peers;
    private final Indexer indexer;
    private final boolean waits;

    /** Told before each step, so that others know that somebody is at it. */
    @FunctionalInterface
    interface Beat {
        void sign() throws IOException;
    }

    /** @param waits whether what comes is to be indexed before it counts as done */
    Steps(String storeId, Service service, Peers peers, Indexer indexer, boolean waits) {
        this.storeId = storeId;
        this.service = service;
        this.peers = peers;
        this.indexer = indexer;
        this.waits = waits;
    }

    /** Does it for the first time. */
    void run(Plan plan, Beat beat) throws IOException {
        List<Entry> hidden = plan.attached().stream().filter(Steps::isHidden).toList();
        List<Entry> absent = plan.attached().stream().filter(entry -> !isHidden(entry)).toList();
        for (Entry entry : hidden) {
            beat.sign();
            describe(entry);
        }
        for (int i = 0; i < absent.size(); i += BATCH) {
            beat.sign();
            attach(absent.subList(i, Math.min(absent.size(), i + BATCH)));
        }
        for (Moved move : plan.moved()) {
            beat.sign();
            describe(move.to());
        }
        for (Entry entry : plan.removed()) {
            beat.sign();
            remove(entry);
        }
    }

    /** It was attached when it was uploaded, since it had to be indexed. */
    private static boolean isHidden(Entry entry) {
        return entry.content().form() == Stored.Form.PARSED;
    }

    private void attach(List<Entry> entries) throws IOException {
        if (entries.size() == 1) {
            Entry entry = entries.get(0);
            Attached answer = service.attach(storeId, entry.attachment());
            peers.apply(List.of(entry.attachedAt(answer.attached())), List.of());
            if (waits) {
                indexer.await(List.of(entry.id()));
            }
            return;
        }
        Optional<String> batch = service.attachAll(storeId, entries.stream().map(Entry::attachment).toList());
        Set<String> there = new HashSet<>();
        service.attached(storeId).forEach(file -> there.add(file.id()));
        List<Entry> attached = new ArrayList<>();
        for (Entry entry : entries) {
            // a batch may be carried out a little later than it is answered; to attach something twice does no harm
            attached.add(entry.attachedAt(there.contains(entry.id())
                    ? service.now()
                    : service.attach(storeId, entry.attachment()).attached()));
        }
        peers.apply(attached, List.of());
        if (waits && batch.isPresent()) {
            indexer.awaitBatch(batch.get());
        }
    }

    /** Gives an attached file other attributes. */
    void describe(Entry entry) throws IOException {
        if (service.describe(storeId, entry.attachment()).isPresent()) {
            peers.apply(List.of(entry), List.of());
        } else {
            peers.apply(List.of(), List.of(entry.id()));
            throw new ApiException(404, "", "the entry was removed meanwhile by another client", Optional.empty());
        }
    }

    /** An entry gets the same content from another place. @return false if it isn't any more what it was */
    boolean renew(Entry old, Entry renewed) throws IOException {
        Optional<Entry> now = service.attached(storeId, old.id()).flatMap(Attributes::read);
        if (now.filter(entry -> entry.content().equals(old.content())).isEmpty()) {
            return false;
        }
        describe(now.get().withContent(renewed.content(), renewed.expires()));
        peers.readers().whenUnread(old.id(), () -> {
            try {
                for (String part : old.content().parts()) {
                    service.delete(part);
                }
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "content that was renewed stays until it is collected", e);
            }
        });
        return true;
    }

    /** Detaches an entry, and deletes its content when nobody here reads it any more. */
    void remove(Entry entry) throws IOException {
        service.detach(storeId, entry.id());
        peers.apply(List.of(), List.of(entry.id()));
        peers.readers().whenUnread(entry.id(), () -> {
            try {
                deleteFiles(entry);
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "files that belong to nothing any more stay until they are collected", e);
            }
        });
    }

    private void deleteFiles(Entry entry) throws IOException {
        service.delete(entry.id());
        for (String part : entry.content().parts()) {
            service.delete(part);
        }
    }

    /** What has been replaced is in nobody's way, so it is no failure if it can't be removed now. */
    void tidy(List<Entry> replaced) {
        for (Entry entry : replaced) {
            try {
                remove(entry);
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "a version that was replaced stays until it is collected", e);
            }
        }
    }

    /** Does it again, as somebody has begun and not finished it; what others have done since stays as it is. */
    void runAgain(Plan plan, Beat beat) throws IOException {
        for (Entry entry : plan.attached()) {
            beat.sign();
            Optional<Attached> there = service.attached(storeId, entry.id());
            if (there.isEmpty()) {
                attachIfKept(entry);
            } else if (there.flatMap(Attributes::read).map(Entry::kind).filter(Kind.PENDING::equals).isPresent()) {
                describe(entry);
            }
        }
        for (Moved move : plan.moved()) {
            beat.sign();
            Optional<String> path =
                    service.attached(storeId, move.to().id()).flatMap(Attributes::read).map(Entry::path);
            if (path.filter(move.from().path()::equals).isPresent()) {
                describe(move.to());
            }
        }
        for (Entry entry : plan.removed()) {
            beat.sign();
            remove(entry);
        }
    }

    /** Its file is gone if somebody has replaced it since. */
    private void attachIfKept(Entry entry) throws IOException {
        try {
            attach(List.of(entry));
        } catch (ApiException e) {
            if (!e.isRefusal()) {
                throw e;
            }
        }
    }
}
