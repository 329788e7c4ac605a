package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusingBackendTest {

    private final FileBackend refusing =
            new RefusingBackend(path -> new BackendUnavailableException(path, "is away"));

    static Stream<Method> operations() {
        return Arrays.stream(FileBackend.class.getMethods())
                .filter(method -> !method.isDefault() && !Set.of("close", "async").contains(method.getName()));
    }

    static Stream<Method> asyncOperations() {
        return Arrays.stream(AsyncFileBackend.class.getMethods()).filter(method -> !method.isDefault());
    }

    @ParameterizedTest
    @MethodSource("asyncOperations")
    void everyAsynchronousOperationIsRefusedByNameAndPathWithoutThrowing(Method operation) throws Exception {
        Object[] arguments = Arrays.stream(operation.getParameterTypes()).map(RefusingBackendTest::argument).toArray();
        if (operation.getName().equals("capabilities")) {
            assertThatThrownBy(() -> refusing.async().capabilities()).hasMessageContaining("is away");
            return;
        }

        Object result = operation.invoke(refusing.async(), arguments);
        Throwable failure = result instanceof CompletionStage<?> stage ? failureOf(stage)
                : failureOf((Flow.Publisher<?>) result);

        assertThat(failure).isInstanceOfSatisfying(BackendUnavailableException.class, e -> {
            String name = operation.getName();
            assertThat(e.operation()).isEqualTo(name.equals("inSession") ? "openSession" : name);
            assertThat(e.path()).isEqualTo(operation.getParameterTypes()[0] == String.class ? "a.txt" : "");
        });
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        return stage.handle((result, failure) -> failure).toCompletableFuture().join();
    }

    private static <T> Throwable failureOf(Flow.Publisher<T> publisher) {
        List<Throwable> failures = new ArrayList<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                subscription.cancel();
            }

            @Override
            public void onNext(T item) {
                throw new AssertionError();
            }

            @Override
            public void onError(Throwable failure) {
                failures.add(failure);
            }

            @Override
            public void onComplete() {
                throw new AssertionError();
            }
        });
        assertThat(failures).hasSize(1);
        return failures.get(0);
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
