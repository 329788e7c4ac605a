package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultContextTest extends VaultTestBase {

    @BeforeEach
    void registerVaults() {
        registry.register("docs", "fake://a");
        registry.register("code", "fake://b");
    }

    @Test
    void aContextIsTheVaultAndIsFoundByTheThread() {
        assertThat(VaultContext.current()).isEmpty();
        try (VaultContext docs = registry.enter("docs")) {
            docs.write("a.txt", Content.of("hello"));

            assertThat(VaultContext.current()).containsSame(docs);
            assertThat(VaultContext.current().orElseThrow().readText("a.txt")).isEqualTo("hello");
            assertThat(docs.name()).isEqualTo("docs");
            assertThat(docs).hasToString("context of vault 'docs'");
        }
        assertThat(VaultContext.current()).isEmpty();
        assertThat(registry.get("docs").exists("a.txt")).isTrue();
    }

    @Test
    void contextsNest() {
        try (VaultContext outer = registry.enter("docs")) {
            try (VaultContext inner = registry.enter("code")) {
                assertThat(VaultContext.current()).containsSame(inner);
                assertThat(inner.outer()).containsSame(outer);
                assertThat(outer.outer()).isEmpty();
            }
            assertThat(VaultContext.current()).containsSame(outer);
        }
    }

    @Test
    void closingOutOfOrderIsAClearErrorAndHarmsNothing() {
        VaultContext outer = registry.enter("docs");
        VaultContext inner = registry.enter("code");

        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'code' was entered inside the one of vault 'docs'");
        assertThat(VaultContext.current()).containsSame(inner);
        inner.close();
        inner.close();
        outer.close();
        outer.close();

        assertThat(VaultContext.current()).isEmpty();
    }

    @Test
    void anotherThreadHasNoContextUnlessItIsHandedOne() throws Exception {
        try (VaultContext docs = registry.enter("docs")) {
            assertThat(elsewhere(() -> VaultContext.current().isPresent())).isFalse();
            assertThat(elsewhere(docs.wrap(() -> VaultContext.current().map(VaultContext::name).orElse(""))))
                    .isEqualTo("docs");
            StringBuilder seen = new StringBuilder();
            Runnable task = docs.wrap((Runnable) () -> seen.append(VaultContext.current().orElseThrow().name()));
            elsewhere(() -> {
                task.run();
                return VaultContext.current().isPresent() ? "left behind" : "";
            });
            assertThat(seen).hasToString("docs");
            assertThat(elsewhere(() -> {
                try (VaultContext attached = docs.attach(); VaultContext nested = registry.enter("code")) {
                    return nested.outer().orElseThrow() == attached;
                }
            })).isTrue();
        }
    }

    @Test
    void aTaskMayRunWhenTheContextItCameFromIsLeft() throws Exception {
        Callable<Boolean> task;
        try (VaultContext docs = registry.enter("docs")) {
            task = docs.wrap(() -> VaultContext.current().orElseThrow().exists("a.txt"));
        }

        assertThat(elsewhere(task)).isFalse();
    }

    @Test
    void aTaskThatFailsLeavesItsContext() throws Exception {
        try (VaultContext docs = registry.enter("docs")) {
            Callable<String> failing = docs.wrap((Callable<String>) () -> {
                throw new IllegalStateException("on purpose");
            });
            assertThat(elsewhere(() -> {
                assertThatThrownBy(failing::call).hasMessage("on purpose");
                return VaultContext.current().isPresent();
            })).isFalse();
        }
    }

    @Test
    void aContextIsClosedByTheThreadThatEnteredIt() throws Exception {
        try (VaultContext docs = registry.enter("docs")) {
            elsewhere(() -> {
                assertThatThrownBy(docs::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("must be closed by the thread");
                return null;
            });
        }
    }

    private static <T> T elsewhere(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future);
        thread.start();
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            thread.join();
        }
    }
}
