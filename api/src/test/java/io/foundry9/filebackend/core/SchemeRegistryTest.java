package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemeRegistryTest {

    private static final List<Parameter> PARAMETERS =
            List.of(Parameter.of("key", Parameter.Type.SECRET, "A secret."));

    private final SchemeRegistry registry = SchemeRegistry.empty();

    /** Opens a store that is known by its label, or fails. */
    private record Factory(String label, IOException failure, Set<String> schemes) implements BackendFactory {
        Factory(String label, String... schemes) {
            this(label, null, Set.of(schemes));
        }

        @Override
        public List<Parameter> parameters() {
            return PARAMETERS;
        }

        @Override
        public Store open(BackendUri uri, Parameters parameters) throws IOException {
            parameters.secret("key");
            if (failure != null) {
                throw failure;
            }
            return new ScriptedStore();
        }
    }

    @Test
    void uriIsOpenedByTheFactoryOfItsScheme() {
        registry.register(new Factory("a", "a"));

        try (FileBackend backend = registry.open("a://x?key=s3cr3t")) {
            assertThat(backend.toString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void unknownSchemeIsAnErrorThatListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.open("nope://x"))
                .withMessage("unknown scheme 'nope'; known are none");
        registry.register(new Factory("b", "b", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.open("nope://x?key=s3cr3t"))
                .withMessage("unknown scheme 'nope'; known are a, b");
    }

    @Test
    void schemesAreListedByNameWithTheirParameters() {
        registry.register(new Factory("1", "b", "a"));
        registry.register(new Factory("2", "c"));

        assertThat(registry.schemes()).extracting(Scheme::name).containsExactly("a", "b", "c");
        assertThat(registry.schemes().get(0).parameters()).isEqualTo(PARAMETERS);
    }

    @Test
    void higherRankingWinsAndTheOtherTakesOver() {
        Factory low = new Factory("low", "a");
        Factory high = new Factory("high", "a");
        registry.register(low, Set.of("a"), -1);
        Registration registered = registry.register(high, Set.of("a"), 1);
        assertThat(registry.factory("a")).containsSame(high);

        registered.close();
        registered.close();

        assertThat(registry.factory("a")).containsSame(low);
    }

    @Test
    void earlierRegistrationWinsAmongEquals() {
        Factory first = new Factory("first", "a");
        Registration registered = registry.register(first);
        Factory second = new Factory("second", "a");
        registry.register(second);
        assertThat(registry.factory("a")).containsSame(first);

        registered.close();

        assertThat(registry.factory("a")).containsSame(second);
    }

    @Test
    void schemesOfTheRegistrationCount() {
        registry.register(new Factory("x", "a"), Set.of("b"), 0);

        assertThat(registry.schemes()).extracting(Scheme::name).containsExactly("b");
    }

    @Test
    void schemeThatNoUriCanHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register(new Factory("x", "File")))
                .withMessage("'File' is no scheme in lower case");
    }

    @Test
    void listenersHearOfEachChangeUntilTheyLeave() {
        AtomicInteger heard = new AtomicInteger();
        Runnable listener = heard::incrementAndGet;
        Registration once = registry.onChange(listener);
        Registration twice = registry.onChange(listener);

        Registration registered = registry.register(new Factory("x", "a"));
        assertThat(heard).hasValue(2);
        once.close();
        once.close();
        registered.close();
        registered.close();
        assertThat(heard).hasValue(3);
        twice.close();
        registry.register(new Factory("x", "a"));
        assertThat(heard).hasValue(3);
    }

    @Test
    void unknownParameterIsRefusedBeforeTheFactoryIsAsked() {
        registry.register(new Factory("a", new IOException("asked"), Set.of("a")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.open("a://x?kee=s3cr3t"))
                .withMessage("unknown parameter 'kee' for a:; known are key");
    }

    @Test
    void failureToOpenSaysNothingOfHostAndSecret() {
        registry.register(new Factory("a", new AccessDeniedException("/host/path"), Set.of("a")));

        Throwable failure = catchThrowable(() -> registry.open("a://x?key=s3cr3t"));

        assertThat(failure).isInstanceOf(BackendUnavailableException.class).hasNoCause();
        assertThat(failure.getMessage()).startsWith("open '/': cannot be opened").doesNotContain("host", "s3cr3t");
    }

    @Test
    void failureThatAUserShouldKnowKeepsItsKind() {
        registry.register(new BackendFactory() {
            @Override
            public Set<String> schemes() {
                return Set.of("a");
            }

            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public Store open(BackendUri uri, Parameters parameters) {
                throw new InvalidOperationException(Reason.ACCESS_DENIED, "");
            }
        });

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> registry.open("a://x"))
                .satisfies(e -> assertThat(e.operation()).isEqualTo("open"));
    }

    @Test
    void factoriesOfTheClassPathAreFound(@TempDir Path folder) throws Exception {
        Path services = Files.writeString(
                folder.resolve("services"), "no.such.Factory\n" + Provided.class.getName() + "\n");

        SchemeRegistry found = SchemeRegistry.discover(new OneProvider(services));

        assertThat(found.schemes()).extracting(Scheme::name).containsExactly("provided");
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(SchemeRegistry.discover().schemes()).isEmpty();
    }

    @Test
    void serviceLoaderThatCannotGoOnIsLeft() {
        ClassLoader broken = new ClassLoader(null) {
            @Override
            protected Enumeration<URL> findResources(String name) throws IOException {
                throw new IOException("broken");
            }
        };

        assertThat(SchemeRegistry.discover(broken).schemes()).isEmpty();
    }

    /** As another jar would bring it. */
    public static final class Provided implements BackendFactory {
        public Provided() {}

        @Override
        public Set<String> schemes() {
            return Set.of("provided");
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Store open(BackendUri uri, Parameters parameters) throws IOException {
            throw new IOException("never asked");
        }
    }

    /** Has {@link Provided} in a module of its own, as a jar on the class path would. */
    private static final class OneProvider extends ClassLoader {
        private final Path services;

        OneProvider(Path services) {
            super(BackendFactory.class.getClassLoader());
            this.services = services;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/")
                    ? Collections.enumeration(List.of(services.toUri().toURL()))
                    : super.getResources(name);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Provided.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var in = Provided.class.getResourceAsStream("SchemeRegistryTest$Provided.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
