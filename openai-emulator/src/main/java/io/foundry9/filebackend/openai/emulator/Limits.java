package io.foundry9.filebackend.openai.emulator;

/**
 * The sizes that the service allows, in bytes. Tests lower them, so that a file that is too large need not be large.
 *
 * @param file      the largest file by {@code POST /files}
 * @param batchFile the largest file with the purpose {@code batch}
 * @param part      the largest part of an upload
 * @param upload    the largest upload, all parts together
 */
public record Limits(long file, long batchFile, long part, long upload) {
    private static final long MEGABYTE = 1L << 20;

    /** What the API description says. */
    public static Limits documented() {
        return new Limits(512 * MEGABYTE, 200 * MEGABYTE, 64 * MEGABYTE, 8192 * MEGABYTE);
    }

    static Limits none() {
        return new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
