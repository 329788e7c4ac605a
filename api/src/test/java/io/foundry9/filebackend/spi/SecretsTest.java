package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir Path folder;

    private static Secret resolve(String value) {
        return Secrets.resolve("key", value, Map.of("KEY", "from the environment", "EMPTY", "")::get);
    }

    @Test
    void secretMayStandInClear() {
        assertThat(resolve("plain").reveal()).isEqualTo("plain");
        assertThat(Secrets.isReference("plain")).isFalse();
    }

    @Test
    void secretMayComeFromTheEnvironment() {
        assertThat(resolve("env:KEY").reveal()).isEqualTo("from the environment");
        assertThat(Secrets.isReference("env:KEY")).isTrue();
        assertThat(Secrets.resolve("key", "env:PATH").reveal()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void secretMayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from the file é\n");

        assertThat(resolve("file:" + file).reveal()).isEqualTo("from the file é");
        assertThat(resolve("file://" + file).reveal()).isEqualTo("from the file é");
        assertThat(Secrets.isReference("file:" + file)).isTrue();
    }

    @Test
    void variableThatIsNotSetIsAnErrorThatNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve("env:MISSING"))
                .withMessage("parameter 'key': the environment variable MISSING is not set");
        assertThatIllegalArgumentException().isThrownBy(() -> resolve("env:EMPTY"))
                .withMessageContaining("EMPTY is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-123", "", "A B", "1A"})
    void whatCanBeNoVariableIsNotShown(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve("env:" + name))
                .withMessage("parameter 'key': what follows env: is no name of an environment variable");
    }

    @Test
    void fileThatCannotBeReadIsAnErrorWithoutCause() throws IOException {
        Path missing = folder.resolve("missing");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        Path large = Files.write(folder.resolve("large"), new byte[70_000]);
        Path blank = Files.writeString(folder.resolve("blank"), " \n");

        assertUnreadable(missing.toString(), missing + " cannot be read: there is none");
        assertUnreadable(binary.toString(), "cannot be read: it is not UTF-8");
        assertUnreadable(large.toString(), "cannot be read: it is too large for a secret");
        assertUnreadable(folder.toString(), "cannot be read");
        assertUnreadable("nul\0", "cannot be read");
        assertUnreadable(blank.toString(), "is empty");
    }

    private static void assertUnreadable(String path, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve("file:" + path))
                .withMessageStartingWith("parameter 'key': the file ")
                .withMessageEndingWith(problem)
                .withNoCause();
    }

    @Test
    void secretHidesItself() {
        assertThat(Secret.of("abc")).hasToString("***");
    }
}
