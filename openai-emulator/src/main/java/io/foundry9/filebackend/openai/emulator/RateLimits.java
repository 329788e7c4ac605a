package io.foundry9.filebackend.openai.emulator;

/**
 * How many writes a minute are let through when rate limits are enforced.
 *
 * @param attachesPerStore requests that attach files, by one or as a batch, per vector store
 * @param fileUploads      {@code POST /files}, per API key
 */
public record RateLimits(int attachesPerStore, int fileUploads) {
    /** What the API description says: 300 and 1,000. */
    public static RateLimits documented() {
        return new RateLimits(300, 1000);
    }
}
