package com.example.gitnotes;

import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.SyncResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The command line of a {@link Notebook}; its URI is in the environment, as NOTES. */
public final class GitNotes {

    private static final String USAGE =
            "usage: git-notes list | add|edit|append NAME [TEXT...] | show|history|undo NAME"
                    + " | find WORD | sync | conflicts | keep here|there|both NAME";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    GitNotes(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String... words) {
        System.exit(new GitNotes(System.in, System.out, System.err).run(System.getenv(), words));
    }

    /** @return the exit status: 0 when done, 1 when something failed or is to be decided, 2 for wrong usage */
    int run(Map<String, String> environment, String... words) {
        String uri = environment.get("NOTES");
        if (words.length == 0) {
            return wrong(USAGE);
        }
        if (uri == null) {
            return wrong("git-notes: set NOTES to the URI of a git vault, such as git+file:///srv/notes.git");
        }
        try (Notebook notebook = new Notebook(SchemeRegistry.discover().open(uri))) {
            return run(notebook, words[0], List.of(words).subList(1, words.length));
        } catch (IllegalArgumentException e) { // the URI makes no sense
            return wrong("git-notes: " + e.getMessage());
        } catch (FileBackendException | IOException e) {
            err.println("git-notes: " + e.getMessage());
            return 1;
        }
    }

    private int wrong(String line) {
        err.println(line);
        return 2;
    }

    private int run(Notebook notebook, String command, List<String> words) throws IOException {
        String first = words.isEmpty() ? "" : words.get(0);
        switch (command + " " + Math.min(words.size(), 2)) {
            case "list 0" -> notebook.all().forEach(this::print);
            case "add 1", "add 2" -> told(notebook.add(first, text(words)));
            case "edit 1", "edit 2" -> told(notebook.edit(first, text(words)));
            case "append 1", "append 2" -> told(notebook.append(first, text(words)));
            case "show 1" -> out.print(notebook.read(first));
            case "find 1" -> notebook.find(first).forEach(out::println);
            case "history 1" -> notebook.history(first).forEach(this::print);
            case "undo 1" -> told(notebook.undo(first));
            case "sync 0" -> {
                return sync(notebook);
            }
            case "conflicts 0" -> print(notebook, notebook.conflicts());
            case "keep 2" -> {
                return keep(notebook, first, words.get(1));
            }
            default -> {
                return wrong(USAGE);
            }
        }
        return 0;
    }

    /** What follows the name, or what comes from standard input; a line in any case. */
    private String text(List<String> words) throws IOException {
        String text = words.size() > 1
                ? String.join(" ", words.subList(1, words.size()))
                : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text : text + "\n";
    }

    private void told(Optional<FileBackendException> pending) {
        pending.ifPresent(why -> err.println("kept here, not published yet: " + why.problem()));
    }

    private void print(FileInfo note) {
        out.println(second(note.modified()) + "  " + Notebook.note(note.path()));
    }

    private void print(Revision revision) {
        String what = revision.changes().isEmpty() ? "merged"
                : revision.changes().get(0).kind().name().toLowerCase(Locale.ROOT);
        out.println(second(Optional.of(revision.time())) + "  " + revision.version().substring(0, 10) + "  " + what);
    }

    private static String second(Optional<Instant> time) {
        return time.map(instant -> instant.toString().substring(0, "2026-01-01T00:00:00".length())).orElse("");
    }

    private int sync(Notebook notebook) {
        try {
            SyncResult done = notebook.sync();
            out.println(done.sent() + " sent, " + done.received() + " received");
            return 0;
        } catch (ConflictException e) {
            print(notebook, notebook.conflicts());
            err.println("git-notes: choose by keep here|there|both NAME, then sync again");
            return 1;
        }
    }

    private void print(Notebook notebook, List<Conflict> conflicts) {
        for (Conflict conflict : conflicts) {
            out.println(Notebook.note(conflict.path()) + ": " + conflict.kind().text());
            notebook.read(conflict, Side.LOCAL).lines().forEach(line -> out.println("  here:  " + line));
            notebook.read(conflict, Side.REMOTE).lines().forEach(line -> out.println("  there: " + line));
        }
    }

    private int keep(Notebook notebook, String side, String note) {
        switch (side) {
            case "here" -> notebook.keepHere(note);
            case "there" -> notebook.keepThere(note);
            case "both" -> notebook.keepBoth(note);
            default -> {
                return wrong(USAGE);
            }
        }
        return 0;
    }
}
