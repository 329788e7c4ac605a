package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.spi.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReaderStreamTest {

    private static final StorePath PATH = StorePath.parse("a.bin");
    private static final int SIZE = 200_000;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Property(tries = 100)
    void allBytesComeHoweverManyAreAskedForAtATime(@ForAll @IntRange(max = SIZE) int size,
            @ForAll @IntRange(min = 1, max = 100_000) int most, @ForAll long seed) throws IOException {
        byte[] content = bytes(size);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        Random random = new Random(seed);
        byte[] buffer = new byte[90_000];
        try (InputStream stream = new ReaderStream("openRead", PATH, new TricklingReader(content, most))) {
            while (true) {
                int offset = random.nextInt(100);
                int n = stream.read(buffer, offset, 1 + random.nextInt(random.nextBoolean() ? 89_000 : 900));
                if (n < 0) {
                    break;
                }
                assertThat(n).isPositive();
                seen.write(buffer, offset, n);
                int one = random.nextInt(4) == 0 ? stream.read() : -1;
                if (one >= 0) {
                    seen.write(one);
                }
            }
            assertThat(stream.read()).isEqualTo(-1);
        }
        assertThat(seen.toByteArray()).isEqualTo(content);
    }

    @Test
    void whoAsksForSingleBytesDoesNotPayForEach() throws IOException {
        TricklingReader reader = new TricklingReader(bytes(SIZE), SIZE);
        try (InputStream stream = new ReaderStream("openRead", PATH, reader)) {
            for (int i = 0; i < SIZE; i++) {
                stream.read();
            }
            assertThat(stream.read()).isEqualTo(-1);
        }
        assertThat(reader.reads()).isLessThan(10);
    }

    @Test
    void whatWasReadAheadIsNotGivenAwayOnceTheFileIsClosed() throws IOException {
        TricklingReader reader = new TricklingReader(bytes(SIZE), SIZE);
        InputStream stream = new ReaderStream("openRead", PATH, reader);
        stream.read();
        assertThat(stream.available()).isPositive();

        reader.close();

        assertThat(stream.available()).isZero();
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stream.read(new byte[10])).isInstanceOf(IOException.class);
    }
}
