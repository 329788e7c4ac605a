package io.foundry9.filebackend.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Capabilities;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingStoreTest {

    private final List<String> calls = new ArrayList<>();

    private final Store behind = (Store) Proxy.newProxyInstance(
            Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("toString")) {
                    return "behind";
                }
                calls.add(method.getName() + Arrays.deepToString(arguments));
                return method.getReturnType() == Capabilities.class ? Capabilities.of() : null;
            });

    private final Store forwarding = new ForwardingStore(behind) {};

    static Stream<Method> methods() {
        return Arrays.stream(Store.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyCallIsPassedOnWithItsArguments(Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(ForwardingStoreTest::argument)
                .toArray();

        method.invoke(behind, arguments);
        method.invoke(forwarding, arguments);

        assertThat(calls).hasSize(2);
        assertThat(calls.get(1)).isEqualTo(calls.get(0));
    }

    private static Object argument(Class<?> type) {
        if (type == long.class) {
            return 8L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == Class.class) {
            return Set.class;
        }
        if (type == List.class) {
            return List.of(new Change.Remove(StorePath.parse("a"), true, Guard.NONE));
        }
        return type == StorePath.class ? StorePath.parse("a") : null;
    }

    @Test
    void aStagingThatIsHandedOutIsTakenOffAgain() throws IOException {
        Staging own = staging();
        Staging handedOut = new ForwardingStaging(own) {};
        Store layer = new ForwardingStore(behind) {
            @Override
            protected Staging unwrapped(Staging staging) {
                return staging == handedOut ? own : staging;
            }
        };
        Change put = new Change.Put(StorePath.parse("a"), handedOut, Guard.NONE);

        layer.publish(List.of(put), true);
        layer.commit(List.of(put), true);

        String known = List.of(new Change.Put(StorePath.parse("a"), own, Guard.NONE)).toString();
        assertThat(calls).containsExactly("publish[" + known + ", true]", "commit[" + known + ", true]");
    }

    private static Staging staging() {
        return (Staging) Proxy.newProxyInstance(Staging.class.getClassLoader(), new Class<?>[] {Staging.class},
                (proxy, method, arguments) -> method.getName().equals("toString") ? "own" : null);
    }

    @Test
    void storeIsShownAsTheOneBehind() {
        assertThat(forwarding).hasToString("behind");
    }
}
