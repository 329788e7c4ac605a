package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.it.docs.Transcript.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private static List<Step> steps(String block) {
        return Transcript.steps(List.of(("```console\n" + block + "\n```").split("\n")));
    }

    @Test
    void aCommandIsALineBehindThePromptAndWhatFollowsItsOutput() {
        assertThat(steps("$ ls\na\nb\n$ true")).containsExactly(new Step(2, "ls", List.of("a", "b")),
                new Step(5, "true", List.of()));
    }

    @Test
    void aCommandMayGoOnInFurtherLines() {
        assertThat(steps("$ cat <<'END'\none\nEND\none\n$ echo \\\n  two\ntwo")).containsExactly(
                new Step(2, "cat <<'END'\none\nEND", List.of("one")), new Step(6, "echo \\\n  two", List.of("two")));
    }

    @Test
    void whatIsTypedInTheConsoleIsAScriptForIt() {
        assertThat(steps("$ ./vault --home x\nvault> ls a:\nb\nvault> list\nc\n$ true")).containsExactly(
                new Step(2, "./vault --home x <<'TYPED'\nls a:\nlist\nTYPED", List.of("b", "c")),
                new Step(7, "true", List.of()));
        assertThat(steps("vault> list").get(0).command()).startsWith("./vault <<");
    }

    @Test
    void whatIsTypedAsRootOrInKarafIsLeftOut() {
        assertThat(steps("# reboot\n$ no command")).isEmpty();
        assertThat(steps("karaf@root()> vault:list")).isEmpty();
        assertThatThrownBy(() -> steps("ls")).isInstanceOf(AssertionError.class).hasMessageContaining("line 2");
        assertThatThrownBy(() -> Transcript.steps(List.of("```console", "$ ls"))).isInstanceOf(AssertionError.class);
        assertThat(Transcript.steps(List.of("```sh", "$ ls", "```"))).isEmpty();
    }

    @Test
    void outputMayBeLeftToARemark() {
        assertThat(steps("$ ls   # all")).allMatch(Step::isOnlyRemarked);
        assertThat(steps("$ ls   # all\na")).noneMatch(Step::isOnlyRemarked);
        assertThat(steps("$ ls")).noneMatch(Step::isOnlyRemarked);
        assertThat(Transcript.isShown(List.of(), "")).isTrue();
        assertThat(Transcript.isShown(List.of(), "a\n")).isFalse();
    }

    @Test
    void aCommandFailsIfItsOutputSaysSo() {
        Step failed = steps("$ ./vault cat a:b\nvault: a: no such vault").get(0);
        assertThat(failed.mayEndWith(1)).isTrue();
        assertThat(failed.mayEndWith(0)).isFalse();
        Step done = steps("$ ./vault cat a:b\nb").get(0);
        assertThat(done.mayEndWith(0)).isTrue();
        assertThat(done.mayEndWith(1)).isFalse();
        assertThat(steps("$ other\nother: failed").get(0).mayEndWith(1)).isTrue();
        assertThat(steps("$ other").get(0).mayEndWith(1)).isFalse();
    }

    @Test
    void outputIsComparedExactlyButForDots() {
        assertThat(Transcript.isShown(List.of("a", "b"), "a\nb\n")).isTrue();
        assertThat(Transcript.isShown(List.of("a", "b"), "a\nb")).isTrue();
        assertThat(Transcript.isShown(List.of("a"), "a\nb\n")).isFalse();
        assertThat(Transcript.isShown(List.of("a.b"), "axb\n")).isFalse();
        assertThat(Transcript.isShown(List.of("a… of …"), "any 3 of 4\n")).isTrue();
        assertThat(Transcript.isShown(List.of("a… of …"), "any 3\nof 4\n")).isFalse();
        assertThat(Transcript.isShown(List.of("a", "…", "z"), "a\nz\n")).isTrue();
        assertThat(Transcript.isShown(List.of("a", "…", "z"), "a\nb\nc\nz\n")).isTrue();
        assertThat(Transcript.isShown(List.of("a", "…", "z"), "a\nb\n")).isFalse();
    }

    @Test
    void timesCommitsAndTheWidthOfColumnsAreNotCompared() {
        assertThat(Transcript.isShown(List.of("-rw-  8  2026-11-26T16:25:17Z  a", "now at 2d238ce951"),
                "-rw- 8 2027-01-01T00:00:00Z a\nnow at 51f0c92ae7\n")).isTrue();
        assertThat(Transcript.isShown(List.of("now at 2d238ce951"), "now at home\n")).isFalse();
        assertThat(Transcript.isShown(List.of("a b"), "ab\n")).isFalse();
    }
}
