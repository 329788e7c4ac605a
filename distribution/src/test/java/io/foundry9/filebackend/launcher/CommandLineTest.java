package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.launcher.CommandLine.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void nothingAsksForTheConsole() throws UsageException {
        assertThat(parse().mode()).isEqualTo(Mode.CONSOLE);
    }

    @ParameterizedTest
    @CsvSource({"serve,SERVE", "ls,COMMAND", "--version,VERSION", "--help,HELP", "-h,HELP", "--debug,CONSOLE"})
    void theFirstWordsSayWhatToDo(String word, Mode mode) throws UsageException {
        assertThat(parse(word).mode()).isEqualTo(mode);
    }

    @Test
    void whatFollowsTheCommandIsTheCommandsOwn() throws UsageException {
        CommandLine line = parse("--debug", "ls", "--home", "x", "--version", "--", "serve");

        assertThat(line.words()).containsExactly("ls", "--home", "x", "--version", "--", "serve");
        assertThat(line.debug()).isTrue();
        assertThat(line.home()).isEqualTo(Path.of("data").toAbsolutePath());
    }

    @Property
    void argumentsAreLeftAsTheyWereTyped(@ForAll List<String> arguments) throws UsageException {
        List<String> words = new java.util.ArrayList<>(List.of("put"));
        words.addAll(arguments);

        assertThat(CommandLine.parse(words, Map.of()).words()).isEqualTo(words);
    }

    @Test
    void twoDashesEndTheOptions() throws UsageException {
        assertThat(parse("--", "ls").words()).containsExactly("ls");
    }

    @Test
    void theOptionForTheHomeWinsOverTheEnvironment() throws UsageException {
        Map<String, String> environment = Map.of("F9_HOME", "/env");

        assertThat(CommandLine.parse(List.of("ls"), environment).home()).isEqualTo(Path.of("/env"));
        assertThat(CommandLine.parse(List.of("--home", "/a", "ls"), environment).home()).isEqualTo(Path.of("/a"));
        assertThat(CommandLine.parse(List.of("--home=/b", "ls"), environment).home()).isEqualTo(Path.of("/b"));
        assertThat(CommandLine.parse(List.of("ls"), Map.of("F9_HOME", "")).home())
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--home", "--home=", "--unknown", "-x", "serve now", "--home \0 ls"})
    void whatCannotBeUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> parse(line.split(" "))).isInstanceOf(UsageException.class)
                .hasMessageNotContaining("\n");
    }

    private static CommandLine parse(String... arguments) throws UsageException {
        return CommandLine.parse(List.of(arguments), Map.of());
    }
}
