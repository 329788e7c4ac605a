package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.testkit.MemoryStore;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualTest {

    static List<VaultCommand> commands() {
        return ShellCommands.commands(null);
    }

    @Test
    void optionsAreReadFromTheirLines() {
        Manual manual = new Manual("do", "do it", """
                usage: vault:do

                  -a, --algorithm=NAME  how
                      --over-write     at any price

                What looks like an option in the text, such as --nothing, is none.
                """);
        assertThat(manual.option("-a")).isEqualTo(manual.option("--algorithm")).isPresent();
        assertThat(manual.option("--algorithm").get().value()).isEqualTo(Optional.of("NAME"));
        assertThat(manual.option("--over-write").get().value()).isEmpty();
        assertThat(manual.takes("--nothing")).isFalse();
        assertThat(manual.takes("--help")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(VaultCommand command) {
        Manual manual = command.manual();
        assertThat(manual.usage()).startsWith("vault:" + manual.name());
        assertThat(manual.full()).startsWith("vault:" + manual.name() + " - " + manual.summary() + "\n\nusage: vault:")
                .containsPattern("\n      --help +show this\n")
                .endsWith("\n");
        assertThat(manual.full().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("usage: "),
                "fits a terminal");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfGogoFindsAMethodOfTheCommandsName(VaultCommand command) throws ReflectiveOperationException {
        Method method = command.getClass().getMethod(command.manual().name(), CommandSession.class, String[].class);
        assertThat(method.getAnnotation(Descriptor.class).value()).isEqualTo(command.manual().summary());
        assertThat(Arrays.stream(method.getParameterAnnotations()[1]).map(Object::toString).toList().toString())
                .contains("usage: vault:" + command.manual().name());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whoCallsThatMethodRunsTheCommand(VaultCommand command) throws ReflectiveOperationException {
        try (Bench bench = new Bench()) {
            Bench.Result result = bench.calling(command, "--help");
            assertThat(result.out()).isEqualTo(command.manual().full());
        }
    }

    /** In a real Gogo, where vaults of these names are, with nothing in them. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsUnderstood(VaultCommand command, @TempDir Path directory) {
        String manual = command.manual().full();
        List<String> examples = manual.substring(manual.indexOf("\nexample")).lines()
                .filter(line -> line.startsWith("  ")).map(String::strip).toList();
        assertThat(examples).isNotEmpty().anyMatch(example -> example.contains("vault:" + command.manual().name()));
        try (Bench bench = new Bench().in(directory)) {
            List.of("docs", "backup", "archive", "papers").forEach(name -> bench.add(name, new MemoryStore()));
            List.of("grep", "date", "generate", "tar", "sort")
                    .forEach(name -> bench.other("test", name, (session, arguments) -> null));
            for (String example : examples) {
                Bench.Result result = bench.type(example);
                assertThat(result.status()).as("%s: %s", example, result.err()).isIn(0, 1);
                assertThat(result.err()).as(example).doesNotContain("usage: vault:").doesNotContain("unexpected");
            }
        }
    }

    @Test
    void examplesComeLast() {
        Manual manual = commands().stream().map(VaultCommand::manual).filter(one -> one.name().equals("put")).findAny()
                .get();
        assertThat(manual.full()).containsSubsequence("usage:", "-r, --recursive", "--help", "examples:");
    }
}
