package io.foundry9.filebackend.vault.osgi;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Objects of large interfaces of which a test needs little. */
final class Fakes {

    private Fakes() {}

    /** What a method does; those that it doesn't know it leaves to fail. */
    @FunctionalInterface
    interface Behaviour {
        Object call(Method method, Object[] arguments);
    }

    static <T> T of(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.getName().equals("equals") ? proxy == arguments[0]
                                : (Object) System.identityHashCode(proxy)
                        : behaviour.call(method, arguments)));
    }

    static <T> T nothing(Class<T> type) {
        return of(type, (method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }
}
