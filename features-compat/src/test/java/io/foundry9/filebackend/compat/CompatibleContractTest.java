package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole contract survives the way to Java's exceptions and back. */
class CompatibleContractTest extends FileBackendContract {

    /** Operations that hand out a backend of their own kind. */
    private static final Set<String> WITHOUT_COUNTERPART = Set.of("openSession", "inSession", "async");

    private final MemoryStore memory = new MemoryStore();
    private final TrackingStore store = new TrackingStore(memory);

    @Override
    protected FileBackend open() {
        return new ThereAndBack(StoreBackend.over(store));
    }

    @Override
    protected boolean linkTo(String path, String target) {
        memory.foreignLink(path, target);
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) {
        memory.foreignWrite(path, bytes);
        return true;
    }

    @Override
    protected void checkNothingLeftOpen() {
        store.assertNothingOpen();
    }

    @Test
    void everyOperationHasACounterpartWithTheSameParametersThatThrowsAnIoException() {
        Stream<Method> operations = Arrays.stream(FileBackend.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !WITHOUT_COUNTERPART.contains(method.getName()));
        assertThat(operations).allSatisfy(operation -> {
            Method counterpart = CompatibleFileBackend.class
                    .getMethod(operation.getName(), operation.getParameterTypes());
            assertThat(counterpart.getExceptionTypes()).contains(IOException.class);
        });
    }
}
