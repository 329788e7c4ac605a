package io.foundry9.filebackend.openai.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A File as it is in the emulator now.
 *
 * @param id        {@code file-…}
 * @param filename  as uploaded
 * @param purpose   as uploaded
 * @param bytes     its size
 * @param createdAt by the emulator's clock
 * @param expiresAt when it will be gone, if ever
 */
public record FileView(String id, String filename, String purpose, long bytes, Instant createdAt,
        Optional<Instant> expiresAt) {
}
