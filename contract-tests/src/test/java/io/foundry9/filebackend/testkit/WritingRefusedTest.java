package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.Layers;
import io.foundry9.filebackend.core.StoreBackend;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WritingRefusedTest {

    static Stream<Consumer<FileBackend>> changes() {
        byte[] large = new byte[100_000];
        return Stream.of(
                backend -> backend.create("there", Content.of(large)),
                backend -> backend.create("new", Content.of("x")),
                backend -> backend.write("there", Content.of(large)),
                backend -> backend.update("missing", Content.of(large)),
                backend -> backend.append("missing", Content.of("x")),
                backend -> backend.openWrite("there"),
                backend -> backend.createDirectory("there"),
                backend -> backend.delete("missing"),
                backend -> backend.delete("there", DeleteOption.RECURSIVE),
                backend -> backend.move("missing", "there"),
                backend -> backend.copy("missing", "there", WriteOption.OVERWRITE));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whateverIsThereABackendThatIsReadOnlySaysSo(Consumer<FileBackend> change) {
        MemoryStore store = new MemoryStore();
        StoreBackend.over(store).create("there", Content.of("old"));
        FileBackend readOnly = StoreBackend.over(Layers.readOnly().apply(store));

        assertThatThrownBy(() -> change.accept(readOnly)).isInstanceOfSatisfying(InvalidOperationException.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.READ_ONLY));
        assertThat(readOnly.readText("there")).isEqualTo("old");
    }

    @Test
    void aSourceWhoseSocketTimesOutHasFailedAndIsNotInterrupted() {
        InputStream slow = new InputStream() {
            @Override
            public int read() throws SocketTimeoutException {
                throw new SocketTimeoutException("Read timed out");
            }
        };
        FileBackend backend = StoreBackend.over(new MemoryStore());

        assertThatThrownBy(() -> backend.create("a", Content.of(slow))).isInstanceOfSatisfying(
                StorageException.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.SOURCE_FAILED));
        assertThat(backend.exists("a")).isFalse();
    }
}
