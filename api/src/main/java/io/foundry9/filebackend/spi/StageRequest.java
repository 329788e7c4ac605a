package io.foundry9.filebackend.spi;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is known of content before it is put aside.
 *
 * @param target where it will probably be published
 * @param length its bytes, where they are known
 * @param durable whether it must survive a loss of power once it is published
 */
public record StageRequest(StorePath target, OptionalLong length, boolean durable) {
    /** No part may be {@code null}. */
    public StageRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(length, "length");
    }
}
