package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page {@code docs/shell.md} says what the commands say; this test rewrites it when it is told to. */
class ShellPageTest {

    private static final String UPDATE = "f9.update";
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent().resolve("docs/shell.md");

    private final ShellPage commands =
            new ShellPage(ShellCommands.commands(null).stream().map(VaultCommand::manual).toList());

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        String page = Files.readString(PAGE);
        String right = commands.in(page);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, right);
            return;
        }
        assertThat(page).as("docs/shell.md is behind the commands; this brings it up to date:"
                + " mvn -pl shell-commands test -Dtest=ShellPageTest -D" + UPDATE + "=true").isEqualTo(right);
    }

    @Test
    void whatAPersonHasWrittenAroundItStays() {
        String page = "# By hand\n" + ShellPage.BEGIN + "\nold\n" + ShellPage.END + "\nBy hand too\n";
        assertThat(commands.in(page)).startsWith("# By hand\n" + ShellPage.BEGIN + "\n\n## Vaults\n")
                .endsWith("\n```\n\n" + ShellPage.END + "\nBy hand too\n").doesNotContain("\nold\n");
        assertThat(commands.in(commands.in(page))).isEqualTo(commands.in(page));
    }

    @Test
    void everyCommandHasItsPlace() {
        String written = commands.in(ShellPage.BEGIN + ShellPage.END);
        List<String> headings = written.lines().filter(line -> line.startsWith("### ")).toList();
        assertThat(headings).containsExactlyElementsOf(ShellCommands.commands(null).stream()
                .map(command -> "### vault:" + command.manual().name()).toList());
    }

    @Test
    void proseIsMarkedUpWhereItNamesWhatPeopleType() {
        ShellPage page = new ShellPage(List.of(new Manual("add", "add", "usage: vault:add\n"),
                new Manual("append", "append", "usage: vault:append\n"),
                new Manual("abort", "abort it", """
                        usage: vault:abort
                               vault:abort NAME

                        With -r or --long, as vault:append, not as vault:abort, - stands for VAULT:/ and ends with
                        1. It writes NAME:docs.

                          -r, --recursive  all

                        example:
                          vault:abort x
                        """),
                new Manual("help", "help", "usage: vault:help\n")));
        assertThat(page.in(ShellPage.BEGIN + ShellPage.END)).contains(
                """
                        ### vault:abort

                        Abort it.

                        ```
                        vault:abort
                        vault:abort NAME
                        ```

                        With `-r` or `--long`, as [`vault:append`](#vaultappend), not as `vault:abort`, `-` stands for `VAULT:/` and ends
                        with 1. It writes `NAME:docs`.

                        ```
                          -r, --recursive      all
                        ```

                        Example:

                        ```
                        vault:abort x
                        ```
                        """);
    }

    @Test
    void aPageWithoutTheMarksIsRefused() {
        assertThatThrownBy(() -> commands.in("# A page\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
