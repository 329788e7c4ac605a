package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String ERASE = "\r\u001B[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now = 5;

    private Progress progress(int width) {
        return new Progress(new PrintStream(bytes), width, () -> now);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void shortWorkShowsNothing() {
        try (Progress progress = progress(80)) {
            progress.add(1000);
            pass(999);
            progress.add(1000);
            progress.fileDone();
        }
        assertThat(bytes.toString()).isEmpty();
    }

    @Test
    void longWorkIsShownAFewTimesASecondAndErasedAtTheEnd() {
        try (Progress progress = progress(80)) {
            progress.expect(8192);
            pass(1000);
            progress.forOne().progressed(2048, OptionalLong.empty());
            pass(100);
            progress.add(100);
            pass(900);
            progress.fileDone();
        }
        assertThat(bytes.toString()).isEqualTo(ERASE + "2.0K of 8.0K  25%  2.0K/s"
                + ERASE + "2.1K of 8.0K  26%  1.1K/s  1 file" + ERASE);
    }

    @Test
    void eachFileCountsFromZero() {
        try (Progress progress = progress(80)) {
            var first = progress.forOne();
            first.progressed(100, OptionalLong.empty());
            first.progressed(1000, OptionalLong.empty());
            pass(1000);
            progress.forOne().progressed(24, OptionalLong.empty());
        }
        assertThat(bytes.toString()).startsWith(ERASE + "1.0K  1.0K/s");
    }

    @Test
    void aNarrowTerminalGetsWhatFits() {
        try (Progress progress = progress(6)) {
            pass(2000);
            progress.add(1 << 20);
        }
        assertThat(bytes.toString()).isEqualTo(ERASE + "1.0M " + ERASE);
    }

    @Test
    void withoutATerminalThereIsNothing() {
        try (Progress progress = progress(0)) {
            pass(5000);
            progress.add(1 << 20);
        }
        assertThat(bytes.toString()).isEmpty();
    }
}
