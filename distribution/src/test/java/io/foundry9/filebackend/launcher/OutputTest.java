package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @Test
    void aPipeGetsLargePieces() throws IOException {
        Output out = new Output(target, false);
        out.write('a');
        assertThat(target.size()).isZero();

        out.flush();
        assertThat(target.toString()).isEqualTo("a");
    }

    @Test
    void aTerminalGetsEverythingAtOnce() throws IOException {
        new Output(target, true).write("a\n".getBytes());

        assertThat(target.toString()).isEqualTo("a\n");
    }

    @Property(tries = 50)
    void nothingIsLostWhateverTheSizes(
            @ForAll @Size(max = 20) List<@IntRange(max = 150_000) Integer> sizes, @ForAll long seed)
            throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        Random random = new Random(seed);
        try (Output out = new Output(actual, false)) {
            for (int size : sizes) {
                byte[] piece = new byte[size];
                random.nextBytes(piece);
                expected.write(piece);
                out.write(piece, 0, size);
            }
        }
        assertThat(Arrays.equals(actual.toByteArray(), expected.toByteArray())).isTrue();
    }

    @Test
    void aReaderThatHasGoneIsToldOnceAndNothingIsWrittenAnyMore() {
        AtomicInteger told = new AtomicInteger();
        List<Integer> attempts = new ArrayList<>();
        Output out = new Output(failing("Broken pipe", attempts), true);
        out.onFailure(told::incrementAndGet);

        assertThatThrownBy(() -> out.write('a')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> out.write('b')).isInstanceOf(IOException.class);

        assertThat(told).hasValue(1);
        assertThat(attempts).hasSize(1);
        assertThat(out.isAbandoned()).isTrue();
    }

    @Test
    void aFullDiskIsNoAbsentReader() {
        Output out = new Output(failing("No space left on device", new ArrayList<>()), true);

        assertThat(out.isAbandoned()).isFalse();
        assertThatThrownBy(() -> out.write('a')).isInstanceOf(IOException.class);
        assertThat(out.isAbandoned()).isFalse();
        assertThat(out.failure()).hasMessage("No space left on device");
    }

    private static OutputStream failing(String message, List<Integer> attempts) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                attempts.add(octet);
                throw new IOException(message);
            }
        };
    }
}
