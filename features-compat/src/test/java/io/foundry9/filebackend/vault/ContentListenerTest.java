package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.vault.ContentEvent.Entry;
import io.foundry9.filebackend.vault.ContentEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who listens is told what was changed. */
class ContentListenerTest extends VaultTestBase {

    private final List<ContentEvent> told = new ArrayList<>();
    private FileBackend docs;
    private Registration listening;

    @BeforeEach
    void listen() {
        docs = registry.register("docs", "fake://a");
        docs.create("there", Content.of("text"));
        listening = registry.addContentListener(told::add);
    }

    @Test
    void eachOperationIsAnEvent() {
        docs.create("a.txt", Content.of("one"));
        docs.append("a.txt", Content.of("two"));
        docs.createDirectory("dir");
        docs.move("a.txt", "dir/b.txt");
        docs.delete("dir", DeleteOption.RECURSIVE);

        assertThat(told).allSatisfy(event -> assertThat(event.vault()).isEqualTo("docs"));
        assertThat(told.stream().flatMap(event -> event.entries().stream())).containsExactly(
                entry(Kind.WRITTEN, "a.txt"), entry(Kind.WRITTEN, "a.txt"), entry(Kind.DIRECTORY_MADE, "dir"),
                new Entry(Kind.MOVED, "dir/b.txt", Optional.of("a.txt")), entry(Kind.REMOVED, "dir"));
    }

    private static Entry entry(Kind kind, String path) {
        return new Entry(kind, path, Optional.empty());
    }

    @Test
    void aSessionIsOneEventWhenItIsCommitted() {
        docs.inSession(Duration.ZERO, session -> {
            session.create("a", Content.of("one"));
            session.create("b", Content.of("two"));
            assertThat(told).isEmpty();
            return null;
        });

        assertThat(told).hasSize(1);
        assertThat(told.get(0).entries()).hasSize(2);
    }

    @Test
    void readingAndFailingIsNone() {
        docs.readText("there");
        docs.list("");
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> docs.create("there", Content.of("again")));

        assertThat(told).isEmpty();
    }

    @Test
    void whoFailsDisturbsNobody() {
        registry.addContentListener(event -> {
            throw new IllegalStateException("bad listener");
        });

        docs.create("a", Content.of("one"));

        assertThat(told).hasSize(1);
        assertThat(docs.exists("a")).isTrue();
    }

    @Test
    void whoHasGoneIsToldNothing() {
        listening.close();

        docs.create("a", Content.of("one"));

        assertThat(told).isEmpty();
    }
}
