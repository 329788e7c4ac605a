package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Brings a vault and its remote place into step, and tells what came of it: one line, and the changed paths on request.
 * Where conflicts stand in the way, they are listed, with what to type next.
 */
final class Exchange {

    private Exchange() {}

    /** @param way how it is done */
    static void run(Call call, Function<SyncFileBackend, SyncResult> way) {
        Place root = call.vault(call.operands(0, 1).stream().findFirst());
        Face<SyncFileBackend> face = Face.sync(root, call);
        SyncResult result = face.ask(backend -> {
            try {
                return way.apply(backend);
            } catch (ConflictException e) {
                e.conflicts().forEach(path -> call.output().line("C " + Text.printable(path)));
                throw conflicts(root.vault(), e);
            }
        });
        call.output().line(root.vault() + ": " + words(result));
        if (call.has("verbose")) {
            result.changes().forEach(change -> call.output().line(Changes.line(change)));
        }
    }

    private static CommandFailure conflicts(String vault, ConflictException failure) {
        return new CommandFailure(vault + ": " + Text.count(failure.conflicts().size(), "conflict", "conflicts")
                + " to resolve; vault:conflicts " + vault + " shows both sides, vault:accept --local|--remote " + vault
                + ":PATH chooses one, vault:resolve takes another content, vault:abort " + vault
                + " gives the merge up", failure);
    }

    private static String words(SyncResult result) {
        List<String> words = new ArrayList<>();
        if (result.sent() > 0) {
            words.add("sent " + Text.count(result.sent(), "commit", "commits"));
        }
        if (result.received() > 0) {
            words.add("received " + Text.count(result.received(), "commit", "commits"));
        }
        if (!result.changes().isEmpty()) {
            words.add(Text.count(result.changes().size(), "file", "files") + " changed here");
        }
        String done = words.isEmpty() ? "nothing to do" : String.join(", ", words);
        return done + result.commit().map(version -> "; now at " + Text.version(version)).orElse("");
    }
}
