package io.foundry9.filebackend;

import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;

/**
 * Bouncy Castle's BLAKE3 as a digest of the JDK. The only class that links to bcprov, so that without it everything else
 * works. For one thread.
 */
final class Blake3MessageDigest extends MessageDigest {

    private final Blake3Digest digest = new Blake3Digest();

    Blake3MessageDigest(String name) {
        super(name);
    }

    @Override
    protected int engineGetDigestLength() {
        return digest.getDigestSize();
    }

    @Override
    protected void engineUpdate(byte input) {
        digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0); // resets it too
        return value;
    }

    @Override
    protected void engineReset() {
        digest.reset();
    }
}
