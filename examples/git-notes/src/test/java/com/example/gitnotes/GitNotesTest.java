package com.example.gitnotes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitNotesTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeRemote() throws GitAPIException {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(folder.resolve("notes.git").toFile()).call()
                .close();
    }

    private String uri(String machine) {
        return "git+file://" + folder.resolve("notes.git") + "@main?path=" + folder.resolve(machine);
    }

    private int run(Map<String, String> environment, String typed, String... words) {
        out.reset();
        err.reset();
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        return new GitNotes(in, new PrintStream(out, true), new PrintStream(err, true)).run(environment, words);
    }

    private int at(String machine, String... words) {
        return run(Map.of("NOTES", uri(machine)), "", words);
    }

    /** That is done without a word of complaint. */
    private String done(String machine, String... words) {
        assertThat(at(machine, words)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    @Test
    void eachChangeIsOneCommit() {
        done("home", "add", "shopping", "Milk", "and", "bread");
        done("home", "append", "shopping", "Eggs");
        run(Map.of("NOTES", uri("home")), "Milk\nEggs", "edit", "shopping");
        done("home", "add", "books", "Moby Dick");

        assertThat(done("home", "show", "shopping")).isEqualTo("Milk\nEggs\n");
        assertThat(done("home", "list").lines()).satisfiesExactly(
                line -> assertThat(line).endsWith("  books"), line -> assertThat(line).endsWith("  shopping"));
        assertThat(done("home", "find", "moby")).isEqualTo("books: Moby Dick\n");
        assertThat(done("home", "history", "shopping").lines()).satisfiesExactly(
                line -> assertThat(line).endsWith("  modified"),
                line -> assertThat(line).endsWith("  modified"),
                line -> assertThat(line).endsWith("  added"));
        assertThat(done("home", "sync")).isEqualTo("4 sent, 0 received\n");
    }

    @Test
    void whatWasDoneIsUndoneAndThatToo() {
        done("home", "add", "shopping", "Milk");
        done("home", "edit", "shopping", "Beer");

        done("home", "undo", "shopping");
        assertThat(done("home", "show", "shopping")).isEqualTo("Milk\n");
        done("home", "undo", "shopping");
        assertThat(done("home", "show", "shopping")).isEqualTo("Beer\n");

        done("home", "add", "books", "Moby Dick");
        done("home", "undo", "books");
        assertThat(done("home", "find", "moby")).isEmpty();
        done("home", "undo", "books");
        assertThat(done("home", "show", "books")).isEqualTo("Moby Dick\n");
        done("home", "undo", "books");
        assertThat(at("home", "show", "books")).isEqualTo(1);
    }

    @Test
    void whatWasChangedOnBothSidesIsShownAndChosen() {
        done("home", "add", "books", "Moby Dick");
        done("home", "add", "shopping", "Milk");
        done("home", "add", "travel", "Rome");
        done("home", "sync");
        for (String note : List.of("books", "shopping", "travel")) {
            done("work", "edit", note, "Tea");
            done("home", "edit", note, "Beer");
        }
        done("work", "sync");

        assertThat(at("home", "sync")).isEqualTo(1);
        String shown = out.toString();
        assertThat(shown).isEqualTo("""
                books: changed on both sides
                  here:  Beer
                  there: Tea
                shopping: changed on both sides
                  here:  Beer
                  there: Tea
                travel: changed on both sides
                  here:  Beer
                  there: Tea
                """);
        assertThat(err.toString()).contains("keep here|there|both").hasLineCount(1);
        assertThat(done("home", "conflicts")).isEqualTo(shown);
        assertThat(at("home", "keep", "both", "nosuch")).isEqualTo(1);

        done("home", "keep", "here", "books");
        done("home", "keep", "there", "shopping");
        done("home", "keep", "both", "travel");
        done("home", "sync");
        done("work", "sync");
        assertThat(done("work", "show", "books")).isEqualTo("Beer\n");
        assertThat(done("work", "show", "shopping")).isEqualTo("Tea\n");
        assertThat(done("work", "show", "travel")).isEqualTo("Beer\nTea\n");
    }

    @Test
    void aNoteThatCannotBePublishedAtOnceIsKept() {
        String uri = uri("home") + "&auto_push=true";
        run(Map.of("NOTES", uri), "", "add", "shopping", "Milk");
        assertThat(folder.resolve("notes.git").toFile().renameTo(folder.resolve("away").toFile())).isTrue();

        assertThat(run(Map.of("NOTES", uri + "&offline=allow"), "", "append", "shopping", "Eggs")).isZero();

        assertThat(err.toString()).startsWith("kept here, not published yet: ").hasLineCount(1);
        assertThat(folder.resolve("home/shopping.md")).hasContent("Milk\nEggs\n");
    }

    @Test
    void whatIsWrongIsOneLine() {
        assertThat(at("home")).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage: git-notes ").hasLineCount(1);
        assertThat(at("home", "show")).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage: git-notes ");
        assertThat(at("home", "keep", "nobody", "shopping")).isEqualTo(2);

        assertThat(run(Map.of(), "", "list")).isEqualTo(2);
        assertThat(err.toString()).contains("set NOTES").hasLineCount(1);
        assertThat(run(Map.of("NOTES", "nosuch:///x"), "", "list")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown scheme 'nosuch'; known are git").hasLineCount(1);

        assertThat(at("home", "show", "nosuch")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("git-notes: readText 'nosuch.md': not found\n");
        assertThat(at("home", "undo", "nosuch")).isEqualTo(1);
        done("home", "add", "shopping", "Milk");
        assertThat(at("home", "add", "shopping", "Milk")).isEqualTo(1);
        assertThat(err.toString()).contains("already exists").hasLineCount(1);
        assertThat(run(Map.of("NOTES", uri("nosuch").replace("notes.git", "nosuch.git")), "", "list")).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1);
    }
}
