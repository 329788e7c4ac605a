package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;

/** Names and contents that have broken file programs before. */
final class Samples {

    private static final int CHUNK = FileBackend.DEFAULT_CHUNK_SIZE;

    private Samples() {}

    /** A content that says in a report what it is. */
    record Sample(String label, byte[] bytes) {
        @Override
        public String toString() {
            return label;
        }
    }

    /** Names that can be segments of a path everywhere. */
    static Stream<String> names() {
        return Stream.of(
                "plain.txt",
                "café.txt",
                "日本語",
                "😀 face.txt",
                "with space",
                " leading space",
                ".hidden",
                "..two dots",
                "...",
                "a&b",
                "100%",
                "%2e%2e",
                "a+b=c;d,e",
                "~tilde",
                "#hash",
                "-dash",
                "$VAR",
                "it's",
                "n".repeat(255),
                "é".repeat(127));
    }

    /** Contents that must come back to the byte. */
    static Stream<Sample> contents() {
        return Stream.of(
                new Sample("empty", new byte[0]),
                text("one byte", "x"),
                text("several scripts", "héllo, wörld – 日本語 😀\n"),
                text("CRLF and CR", "one\r\ntwo\rthree\n\r\n"),
                text("no line end", "no end"),
                text("byte order mark", "\uFEFFmarked"),
                text("NUL", "a\0b\0"),
                new Sample("malformed UTF-8", new byte[] {'a', (byte) 0xC3, '(', (byte) 0xFF, (byte) 0x80}),
                new Sample("every byte", everyByte()),
                random(CHUNK - 1),
                random(CHUNK),
                random(CHUNK + 1),
                random(3 * CHUNK),
                random(1 << 20));
    }

    private static Sample text(String label, String text) {
        return new Sample(label, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Sample random(int size) {
        return new Sample(size + " bytes", bytes(size));
    }

    /** Bytes without a pattern, the same ones each time. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
