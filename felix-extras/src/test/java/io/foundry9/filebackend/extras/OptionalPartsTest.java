package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.extras.OptionalParts.Offer;
import io.foundry9.filebackend.extras.OptionalParts.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleEvent;

class OptionalPartsTest {

    private static final String API = "org.osgi.service.event.EventAdmin";
    private static final String OTHER = "org.apache.felix.inventory.InventoryPrinter";
    private static TestFramework framework;

    private final List<String> told = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();
    private final ClassLoader loader = new ClassLoader(OptionalPartsTest.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (missing.contains(name)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    };

    @BeforeAll
    static void start() {
        framework = new TestFramework();
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    private OptionalParts parts(Offer... offers) {
        return new OptionalParts(framework.context(), loader, List.of(offers));
    }

    private Offer offer(String type) {
        return new Offer(type, () -> begun(type));
    }

    private Part begun(String type) {
        told.add("begin " + type);
        return () -> told.add("end " + type);
    }

    private static void aBundleIs(int what, OptionalParts parts) {
        parts.bundleChanged(new BundleEvent(what, framework.bundle()));
    }

    @Test
    void aPartBeginsAtOnceWhereItsApiIsThere() {
        try (OptionalParts parts = parts(offer(API))) {
            aBundleIs(BundleEvent.RESOLVED, parts);
            assertThat(told).containsExactly("begin " + API);
        }
        assertThat(told).containsExactly("begin " + API, "end " + API);
    }

    @Test
    void aPartBeginsWhenABundleHasBroughtItsApi() {
        missing.add(API);
        try (OptionalParts parts = parts(offer(API), offer(OTHER))) {
            assertThat(told).containsExactly("begin " + OTHER);

            aBundleIs(BundleEvent.RESOLVED, parts);
            assertThat(told).hasSize(1);

            missing.clear();
            aBundleIs(BundleEvent.STARTED, parts);
            assertThat(told).hasSize(1);

            aBundleIs(BundleEvent.RESOLVED, parts);
            assertThat(told).containsExactly("begin " + OTHER, "begin " + API);
        }
    }

    @Test
    void aPartThatNeverBeganIsNotEnded() {
        missing.add(API);
        parts(offer(API)).close();
        assertThat(told).isEmpty();
    }

    @Test
    void onePartThatFailsKeepsNoOtherFromBeginning() {
        Supplier<Part> failing = () -> {
            throw new IllegalStateException("on purpose: a part that fails");
        };
        parts(new Offer(API, failing), offer(OTHER)).close();
        assertThat(told).containsExactly("begin " + OTHER, "end " + OTHER);
    }

    @Test
    void whatBeginsTooLateEndsAtOnce() {
        missing.add(API);
        OptionalParts parts = parts(offer(API));
        parts.close();

        missing.clear();
        aBundleIs(BundleEvent.RESOLVED, parts);

        assertThat(told).containsExactly("begin " + API, "end " + API);
    }
}
