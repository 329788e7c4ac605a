package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
            "MD5, '', d41d8cd98f00b204e9800998ecf8427e",
            "MD5, abc, 900150983cd24fb0d6963f7d28e17f72",
            "SHA256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "SHA256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "SHA512, '', cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
            "SHA512, abc, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "BLAKE3, '', af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            "BLAKE3, abc, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    })
    void digestIsTheOneThatWasPublished(ChecksumAlgorithm algorithm, String text, String digest) {
        assertThat(hex(algorithm.newDigest().digest(text.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(digest);
    }

    /** The bytes 0 to 250, over and over, as in the test vectors of BLAKE3's authors. */
    @ParameterizedTest
    @CsvSource({
            "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
            "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
            "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
            "102400, bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
    })
    void blake3OfLongContentIsTheOneThatWasPublished(int length, String digest) {
        assertThat(hex(ChecksumAlgorithm.BLAKE3.newDigest().digest(pattern(length)))).isEqualTo(digest);
    }

    private static byte[] pattern(int length) {
        byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) (i % 251);
        }
        return input;
    }

    @ParameterizedTest
    @EnumSource
    void digestIsTheSameHoweverItIsFed(ChecksumAlgorithm algorithm) {
        byte[] input = pattern(10_000);
        MessageDigest digest = algorithm.newDigest();
        byte[] whole = digest.digest(input);

        for (byte one : input) {
            digest.update(one);
        }
        assertThat(digest.digest()).isEqualTo(whole);

        digest.update(new byte[] {1, 2, 3});
        digest.reset();
        digest.update(input, 0, 77);
        digest.update(ByteBuffer.allocateDirect(input.length - 77).put(input, 77, input.length - 77).flip());
        assertThat(digest.digest()).isEqualTo(whole).hasSize(digest.getDigestLength());
    }

    @Test
    void nameIsReadInAnyLetterCase() {
        assertThat(ChecksumAlgorithm.of("sha256")).isEqualTo(ChecksumAlgorithm.SHA256);
        assertThat(ChecksumAlgorithm.of("BLAKE3")).isEqualTo(ChecksumAlgorithm.BLAKE3);
        assertThat(ChecksumAlgorithm.MD5.label()).isEqualTo("md5");
        assertThat(ChecksumAlgorithm.BLAKE3.newDigest().getAlgorithm()).isEqualTo("BLAKE3");
    }

    @Test
    void unknownNameIsAnErrorThatListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChecksumAlgorithm.of("crc32"))
                .withMessage("unknown checksum algorithm 'crc32'; known are md5, sha256, sha512, blake3");
        assertThatIllegalArgumentException().isThrownBy(() -> ChecksumAlgorithm.of(null));
    }

    @Test
    void withoutBouncyCastleOnlyBlake3IsMissingAndTheErrorSaysWhatToAdd() throws Exception {
        URL ours = ChecksumAlgorithm.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {ours}, null)) {
            Class<?> type = alone.loadClass(ChecksumAlgorithm.class.getName());
            for (Object algorithm : type.getEnumConstants()) {
                Throwable failure = failureOfNewDigest(type, algorithm);
                if (algorithm.toString().equals("BLAKE3")) {
                    assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("bcprov-jdk18on")
                            .hasMessageContaining("--add-modules org.bouncycastle.provider");
                } else {
                    assertThat(failure).isNull();
                }
            }
        }
    }

    private static Throwable failureOfNewDigest(Class<?> type, Object algorithm) throws ReflectiveOperationException {
        try {
            type.getMethod("newDigest").invoke(algorithm);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}
