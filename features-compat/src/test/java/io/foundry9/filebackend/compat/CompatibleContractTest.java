package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.WrapperContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole contract survives the way to Java's exceptions and back. */
class CompatibleContractTest extends WrapperContract {

    @Override
    protected FileBackend wrap(FileBackend backend) {
        return new ThereAndBack(backend);
    }

    @Test
    void everyOperationHasACounterpartWithTheSameParametersThatThrowsAnIoException() {
        Stream<Method> operations = Arrays.stream(FileBackend.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("inSession")); // its work has a type of its own
        assertThat(operations).allSatisfy(operation -> {
            Method counterpart = CompatibleFileBackend.class
                    .getMethod(operation.getName(), operation.getParameterTypes());
            assertThat(counterpart.getExceptionTypes()).contains(IOException.class);
        });
    }

    @Test
    void workInASessionFailsAsJavaDoes() throws IOException {
        try (CompatibleFileBackend files = CompatibleFileBackend.over(StoreBackend.over(new MemoryStore()))) {
            assertThat(files.<String>inSession(Duration.ZERO, session -> {
                session.create("a", Content.of("a"));
                return session.readText("a");
            })).isEqualTo("a");
            assertThatThrownBy(() -> files.inSession(Duration.ZERO, session -> {
                session.delete("a");
                return session.readText("missing");
            })).isInstanceOf(NoSuchFileException.class);
            assertThat(files.readText("a")).isEqualTo("a");
            files.inSession(Duration.ZERO, session -> {
                session.delete("a");
                session.rollback();
                return null;
            });
            assertThat(files.exists("a")).isTrue();
            assertThat(files.async().exists("a").toCompletableFuture().join()).isTrue();
        }
    }
}
