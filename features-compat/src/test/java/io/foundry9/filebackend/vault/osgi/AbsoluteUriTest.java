package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.spi.BackendUri;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsoluteUriTest {

    private static final Path HERE = Path.of("/work here/100%");

    @ParameterizedTest
    @CsvSource({
            "file://some/dir, file:///work%20here/100%25/some/dir",
            "file://dir?create_root=true, file:///work%20here/100%25/dir?create_root=true",
            "FILE://a%20b, file:///work%20here/100%25/a%20b",
            "file://./localhost, file:///work%20here/100%25/./localhost"})
    void aRelativeFileIsMadeAbsolute(String uri, String absolute) {
        assertThat(AbsoluteUri.of(uri, HERE)).isEqualTo(absolute);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "file:///some/dir", "file://", "file://?x=1", "file://localhost/a", "git+ssh://host/path", "nothing",
            "file:a"})
    void allElseIsLeftAlone(String uri) {
        assertThat(AbsoluteUri.of(uri, HERE)).isEqualTo(uri);
    }

    @Test
    void thePathIsTheOneThatWasMeant() {
        assertThat(BackendUri.parse(AbsoluteUri.of("file://a%20b/c", HERE)).path()).isEqualTo("/work here/100%/a b/c");
        assertThat(AbsoluteUri.of("file://a", Path.of("/"))).isEqualTo("file:///a");
    }
}
