/** The contract of a backend as JUnit tests that any backend can run. */
module io.foundry9.filebackend.testkit {
    requires transitive io.foundry9.filebackend;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;
    requires static transitive net.jqwik.api;
    requires static osgi.annotation;

    exports io.foundry9.filebackend.testkit;

    opens io.foundry9.filebackend.testkit to org.junit.platform.commons, net.jqwik.engine;

    provides io.foundry9.filebackend.spi.BackendFactory
            with io.foundry9.filebackend.testkit.MemoryBackendFactory;
}
