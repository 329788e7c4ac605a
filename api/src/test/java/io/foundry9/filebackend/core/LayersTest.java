package io.foundry9.filebackend.core;

import static io.foundry9.filebackend.core.ScriptedStore.fail;
import static io.foundry9.filebackend.core.StoreOperation.PUBLISH;
import static io.foundry9.filebackend.core.StoreOperation.STAT;
import static io.foundry9.filebackend.core.StoreOperation.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {

    private final ScriptedStore inner = new ScriptedStore();

    @Test
    void allLayersTogetherPassEverythingOn() throws IOException {
        Store store = Layers.parse("attempt_timeout=10s, observe ,concurrency=8,retry=3,deadline=30s,read_only=false,")
                .apply(inner);
        inner.then(fail(new IOException("once")));

        STAT.on(store);
        try (Staging staging = store.stage(request())) {
            staging.write(ByteBuffer.allocate(3));
            staging.finish();
            store.publish(List.of(new Change.Put(StoreOperation.path(), staging, Guard.NONE)), false);
        }
        try (Staging copy = store.stageCopy(StoreOperation.path(), request())) {
            store.publish(List.of(new Change.Put(StoreOperation.path(), copy, Guard.NONE)), false);
        }
        OperationRecorder recorder = store.as(OperationRecorder.class).orElseThrow();
        store.close();

        assertThat(inner.calls)
                .containsExactly(
                        "stat", "stat", "stage", "write", "finish", "publish", "close staging", "stageCopy", "publish",
                        "close staging", "close");
        assertThat(recorder.figures().get("stat").count()).isEqualTo(1);
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void refusalIsObservedAndReadOnlyIsInsideOfIt() {
        Store store = Layers.parse("read_only,observe").apply(inner);

        assertThatThrownBy(() -> PUBLISH.on(store)).isInstanceOf(InvalidOperationException.class);

        assertThat(store.as(OperationRecorder.class).orElseThrow().figures().get("publish").failures()).isEqualTo(1);
    }

    @Test
    void layersOfOthersLieInnermostInTheOrderNamed() throws IOException {
        List<String> asked = new ArrayList<>();
        StoreLayer noisy = naming("noisy", asked);
        StoreLayer quiet = naming("quiet", asked);
        Store store = Layers.parse("noisy,retry=2,quiet", name -> switch (name) {
            case "noisy" -> Optional.of(noisy);
            case "quiet" -> Optional.of(quiet);
            default -> Optional.empty();
        }).apply(inner);
        inner.then(fail(new IOException("once")));

        STAT.on(store);

        assertThat(asked).containsExactly("noisy", "quiet", "noisy", "quiet");
    }

    private static StoreLayer naming(String name, List<String> asked) {
        return store -> new ForwardingStore(store) {
            @Override
            public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
                asked.add(name);
                return super.stat(path, detail);
            }
        };
    }

    @Test
    void noLayersChangeNothing() {
        assertThat(Layers.parse("").apply(inner)).isSameAs(inner);
    }

    @Test
    void optionsAreDescribed() {
        assertThat(Layers.options())
                .extracting(Parameter::name)
                .containsExactly("observe", "read_only", "deadline", "retry", "concurrency", "attempt_timeout");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                    "nope | unknown parameter 'nope' for layers; known are attempt_timeout, concurrency, deadline, observe",
                    "nope=1 | unknown parameter 'nope' for layers",
                    "retry=3,retry=4 | the layer 'retry' is given twice",
                    "retry | malformed parameter 'retry': expected a whole number",
                    "retry=0 | malformed parameter 'retry': expected a number between 1 and 2147483647",
                    "concurrency=0 | malformed parameter 'concurrency'",
                    "concurrency=99999999999 | malformed parameter 'concurrency'",
                    "deadline=soon | malformed parameter 'deadline': expected a duration",
                    "deadline=0 | malformed parameter 'deadline': expected a duration longer than nothing",
                    "attempt_timeout=0s | malformed parameter 'attempt_timeout'",
                    "read_only=yes | malformed parameter 'read_only': expected true or false"
            })
    void malformedOptionIsAnErrorThatNamesIt(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.parse(text))
                .withMessageStartingWith(message);
    }
}
