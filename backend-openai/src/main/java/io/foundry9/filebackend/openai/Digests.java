package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The digests that are kept beside a content, computed as it passes. For one thread at a time. */
final class Digests {

    /** Those that every Java has. */
    static final List<ChecksumAlgorithm> KNOWN =
            List.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.SHA256, ChecksumAlgorithm.SHA512);

    private final Map<ChecksumAlgorithm, MessageDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);

    Digests() {
        KNOWN.forEach(algorithm -> digests.put(algorithm, algorithm.newDigest()));
    }

    /** The position of the bytes stays. */
    void update(ByteBuffer bytes) {
        digests.values().forEach(digest -> digest.update(bytes.duplicate()));
    }

    /** Ends it. */
    Map<ChecksumAlgorithm, String> sums() {
        Map<ChecksumAlgorithm, String> sums = new EnumMap<>(ChecksumAlgorithm.class);
        digests.forEach((algorithm, digest) -> sums.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return sums;
    }
}
