package io.foundry9.filebackend;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The digests that every backend computes. {@link #BLAKE3} needs Bouncy Castle's bcprov beside this library. */
public enum ChecksumAlgorithm {
    /** RFC 1321. It finds accidents, not forgeries. */
    MD5("MD5"),
    /** FIPS 180-4; the default. */
    SHA256("SHA-256"),
    /** FIPS 180-4. */
    SHA512("SHA-512"),
    /** BLAKE3 with 32 bytes of output. */
    BLAKE3("BLAKE3");

    private final String standardName;

    ChecksumAlgorithm(String standardName) {
        this.standardName = standardName;
    }

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

    /**
     * A digest to feed with bytes, for one thread; large blocks are faster than small ones.
     *
     * @throws IllegalStateException this is {@link #BLAKE3} and bcprov is not there; the message says how to add it
     */
    public MessageDigest newDigest() {
        return this == BLAKE3 ? newBlake3() : newStandardDigest();
    }

    private MessageDigest newStandardDigest() {
        try {
            return MessageDigest.getInstance(standardName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + standardName, e);
        }
    }

    /** Only here is the class named that links to bcprov. */
    private static MessageDigest newBlake3() {
        try {
            return new Blake3MessageDigest(BLAKE3.standardName);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "blake3 needs Bouncy Castle's bcprov: add org.bouncycastle:bcprov-jdk18on to the class path; "
                            + "on the module path also --add-modules org.bouncycastle.provider; "
                            + "in OSGi install its bundle and refresh io.foundry9.filebackend",
                    e);
        }
    }
}
