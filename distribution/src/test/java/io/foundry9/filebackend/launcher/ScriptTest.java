package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final List<String> executed = new ArrayList<>();

    @Test
    void eachLineIsACommandAndEmptyOnesAreNone() throws Exception {
        assertThat(run("ls a\n\n  \ncat b")).containsExactly("ls a", "cat b");
    }

    @Test
    void exitIsTheEnd() throws Exception {
        assertThat(run("ls\n exit \ncat")).containsExactly("ls");
    }

    @Test
    void anEmptyScriptHasNoCommands() throws Exception {
        assertThat(run("")).isEmpty();
    }

    @Test
    void linesAreUtf8() throws Exception {
        assertThat(run("cat café ☃\n")).containsExactly("cat café ☃");
    }

    @Test
    void aCommandThatStopsInTheMiddleGoesOnInTheNextLine() throws Exception {
        assertThat(run("each {\n  echo\n}\nls")).containsExactly("each {\n  echo\n}", "ls");
    }

    @Test
    void aCommandThatNeverEndsIsAnError() {
        assertThatThrownBy(() -> run("each {\n")).isInstanceOf(EOFException.class);
    }

    @Test
    void anEndOfFileThatACommandHasMetIsNotTakenForAnIncompleteCommand() {
        Script script = script(input("get\nls\n"), command -> {
            throw new EOFException("the source ended");
        });

        assertThatThrownBy(() -> {
            script.hasNext();
            script.runNext();
        }).hasMessage("the source ended");
    }

    @Test
    void theRestOfTheInputIsLeftToTheCommand() throws Exception {
        InputStream in = input("put - x\nfirst line\nsecond line\n");
        Script script = script(in, command -> executed.add(new String(in.readAllBytes(), StandardCharsets.UTF_8)));

        assertThat(script.hasNext()).isTrue();
        script.runNext();

        assertThat(executed).containsExactly("first line\nsecond line\n");
        assertThat(script.hasNext()).isFalse();
    }

    private List<String> run(String text) throws Exception {
        Script script = script(input(text), command -> {
            if (command.toString().contains("{") && !command.toString().contains("}")) {
                throw (IOException) new EOFException("unfinished").initCause(new EOFError());
            }
            executed.add(command.toString());
        });
        while (script.hasNext()) {
            script.runNext();
        }
        return executed;
    }

    private static Script script(InputStream in, Script.Runner runner) {
        return new Script(in, runner);
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the one of the command processor, which is known by its name alone. */
    private static final class EOFError extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
