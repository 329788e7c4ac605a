package io.foundry9.filebackend;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The digests that every backend computes. {@link #BLAKE3} needs Bouncy Castle's bcprov beside this library. */
public enum ChecksumAlgorithm {
    /** RFC 1321. It finds accidents, not forgeries. */
    MD5,
    /** FIPS 180-4; the default. */
    SHA256,
    /** FIPS 180-4. */
    SHA512,
    /** BLAKE3 with 32 bytes of output. */
    BLAKE3;

    /** The name by which users ask for it: {@code md5}, {@code sha256}, {@code sha512}, {@code blake3}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The algorithm of that name, in any letter case.
     *
     * @throws IllegalArgumentException there is none; the message lists those that there are
     */
    public static ChecksumAlgorithm of(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("unknown checksum algorithm '" + name + "'; known are "
                + Arrays.stream(values()).map(ChecksumAlgorithm::label).collect(Collectors.joining(", ")));
    }
}
