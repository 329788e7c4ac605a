package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusingBackendTest {

    private final FileBackend refusing =
            new RefusingBackend(path -> new BackendUnavailableException(path, "is away"));

    static Stream<Method> operations() {
        return Arrays.stream(FileBackend.class.getMethods())
                .filter(method -> !method.isDefault() && !method.getName().equals("close"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsRefusedByNameAndPath(Method operation) {
        Object[] arguments = Arrays.stream(operation.getParameterTypes()).map(RefusingBackendTest::argument).toArray();

        Throwable failure = catchThrowableOfType(
                InvocationTargetException.class, () -> operation.invoke(refusing, arguments)).getCause();

        assertThat(failure).isInstanceOfSatisfying(BackendUnavailableException.class, e -> {
            assertThat(e.operation()).isEqualTo(operation.getName().equals("as") ? "" : operation.getName());
            boolean named = operation.getParameterCount() > 0 && operation.getParameterTypes()[0] == String.class;
            assertThat(e.path()).isEqualTo(named ? "a.txt" : "");
        });
    }

    private static Object argument(Class<?> type) {
        if (type == String.class) {
            return "a.txt";
        }
        if (type == int.class) {
            return 1;
        }
        return type == long.class ? (Object) 0L : null;
    }

    @Test
    void closingItIsFine() {
        refusing.close();
    }
}
