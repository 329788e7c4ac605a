package io.foundry9.filebackend.openai.emulator;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An emulator for each test of a class, held by a field with {@code @RegisterExtension}. A test fails when what was
 * said didn't fit the API description. JUnit is an optional dependency of this module: whoever uses this has it.
 */
public final class OpenAiEmulatorExtension implements BeforeEachCallback, AfterEachCallback {
    private final EmulatorBuilder builder;
    private OpenAiEmulator emulator;

    /** Starts each test with an emulator of this kind. */
    public OpenAiEmulatorExtension(EmulatorBuilder builder) {
        this.builder = builder;
    }

    /** The emulator of the test that is running. */
    public OpenAiEmulator emulator() {
        return emulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator = builder.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator.close();
        List<String> violations = emulator.violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("Not as in the API description:" + System.lineSeparator()
                    + String.join(System.lineSeparator(), violations));
        }
    }
}
