package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingFileBackendTest {

    private final List<String> calls = new ArrayList<>();

    /** Writes down which method was called with what. */
    private final FileBackend behind = (FileBackend) Proxy.newProxyInstance(
            FileBackend.class.getClassLoader(), new Class<?>[] {FileBackend.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + Arrays.deepToString(arguments));
                return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
            });

    private final FileBackend forwarding = new ForwardingFileBackend() {
        @Override
        protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
            calls.add("through the hook");
            return call.apply(behind);
        }
    };

    static Stream<Method> methods() {
        return Arrays.stream(FileBackend.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyCallGoesThroughTheHookWithItsArguments(Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(ForwardingFileBackendTest::argument)
                .toArray();

        method.invoke(behind, arguments);
        method.invoke(forwarding, arguments);

        assertThat(calls).hasSize(3);
        assertThat(calls.get(1)).isEqualTo("through the hook");
        assertThat(calls.get(2)).isEqualTo(calls.get(0));
    }

    @Test
    void shortFormsSayWhatIsUsual() {
        forwarding.streamRead("a");
        forwarding.streamText("a");
        forwarding.globFiles("*");
        forwarding.globDirectories("*");
        forwarding.checksum("a");

        assertThat(calls.stream().filter(call -> !call.equals("through the hook")))
                .containsExactly(
                        "streamRead[a, 8192]",
                        "streamText[a, 8192]",
                        "glob[*, []]",
                        "glob[*, [DIRECTORIES_ONLY]]",
                        "checksum[a, SHA256, []]");
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 7;
        }
        if (type == long.class) {
            return 8L;
        }
        if (type == String.class) {
            return "text";
        }
        return type == Class.class ? Integer.class : null;
    }
}
