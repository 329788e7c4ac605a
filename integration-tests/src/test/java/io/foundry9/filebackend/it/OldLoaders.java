package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Class loaders of bundles that are to be collected when their bundle has another, or is gone. */
final class OldLoaders {

    private final List<Old> loaders = new ArrayList<>();

    private record Old(String bundle, WeakReference<ClassLoader> loader) {}

    /** What this bundle has now will be old soon. */
    void note(Bundle bundle) {
        loaders.add(new Old(bundle.getSymbolicName(),
                new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader())));
    }

    /** Forgets them, too. */
    void awaitCollected() throws Throwable {
        assertThat(loaders).isNotEmpty();
        takeTheLastPlace();
        List<String> left = new ArrayList<>();
        try {
            Eventually.isTrue("all old class loaders are collected", () -> {
                System.gc();
                left.clear();
                loaders.stream().filter(old -> old.loader.get() != null).map(Old::bundle).forEach(left::add);
                return left.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(left + " of " + loaders.size(), e);
        } finally {
            loaders.clear();
        }
    }

    /**
     * The JDK keeps what it has made last for the {@code equals} and the {@code hashCode} of some record, with its type and
     * those of its components, until it makes the next, or memory is short. The next is one that nobody misses.
     */
    private static void takeTheLastPlace() throws Throwable {
        Class<?> type = Proxy.newProxyInstance(new ClassLoader(null) {}, new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> null).getClass();
        MethodHandle component = MethodHandles.dropArguments(MethodHandles.constant(type, null), 0, type);
        ObjectMethods.bootstrap(MethodHandles.lookup(), "equals",
                MethodType.methodType(boolean.class, type, Object.class), type, "component", component);
        ObjectMethods.bootstrap(MethodHandles.lookup(), "hashCode", MethodType.methodType(int.class, type), type,
                "component", component);
    }
}
