package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** CONTRACT section 2: checksum, checksum many. */
abstract class ChecksumContract extends ContractSection {

    private static boolean hasBlake3() {
        try {
            Class.forName("org.bouncycastle.crypto.digests.Blake3Digest");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
            "md5, '', d41d8cd98f00b204e9800998ecf8427e",
            "md5, abc, 900150983cd24fb0d6963f7d28e17f72",
            "sha256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "sha256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "sha512, abc, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "blake3, '', af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            "blake3, abc, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
    })
    void theDigestIsTheSameInEveryBackend(String algorithm, String text, String digest) {
        ChecksumAlgorithm chosen = ChecksumAlgorithm.of(algorithm);
        assumeTrue(chosen != ChecksumAlgorithm.BLAKE3 || hasBlake3(), "bcprov is not there");
        create("file", text);
        assertThat(backend.checksum("file", chosen)).isEqualTo(digest);
        assertThat(backend.checksumMany(List.of("file"), chosen)).containsExactly(Map.entry("file", digest));
    }

    @Test
    void sha256IsTheDefault() {
        create("file", "abc");
        assertThat(backend.checksum("file")).isEqualTo(backend.checksum("file", ChecksumAlgorithm.SHA256));
    }

    @Test
    void aBigFileIsHashedToTheByte() throws Exception {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(1_000_003);
        backend.create("file", Content.of(bytes));
        assertThat(backend.checksum("file", ChecksumAlgorithm.SHA512))
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes)));
    }

    @Test
    void theDigestFollowsTheContent() {
        create("file", "one");
        String one = backend.checksum("file");
        backend.update("file", Content.of("two"));
        String two = backend.checksum("file");
        backend.append("file", Content.of(" three"));
        assertThat(List.of(one, two, backend.checksum("file"))).doesNotHaveDuplicates();
        backend.update("file", Content.of("one"));
        assertThat(backend.checksum("file")).isEqualTo(one);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChecksumAlgorithm.of("crc32"))
                .withMessageContainingAll("crc32", "md5", "sha256", "sha512", "blake3");
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsFoundInAnyLetters(ChecksumAlgorithm algorithm) {
        assertThat(ChecksumAlgorithm.of(algorithm.label())).isEqualTo(algorithm);
        assertThat(ChecksumAlgorithm.of(algorithm.name())).isEqualTo(algorithm);
    }

    @Test
    void manyComeBackInTheOrderAskedWithTheKeysAsAsked() {
        createAll("a", "dir/b", "c");
        Map<String, String> digests =
                backend.checksumMany(List.of("c", "/dir//b", "./a", "dir\\b"), ChecksumAlgorithm.SHA256);
        assertThat(digests.keySet()).containsExactly("c", "/dir//b", "./a", "dir\\b");
        assertThat(digests.get("/dir//b")).isEqualTo(backend.checksum("dir/b")).isEqualTo(digests.get("dir\\b"));
        assertThat(digests.get("./a")).isEqualTo(backend.checksum("a"));
    }

    @Test
    void whatIsNoReadableFileIsLeftOut() throws Exception {
        createAll("a", "dir/b");
        List<String> asked =
                List.of("missing", "a", "dir", "", "../out", "nul\0", "n".repeat(300), "a/below", "dir/b");
        assertThat(backend.checksumMany(asked, ChecksumAlgorithm.MD5).keySet()).containsExactly("a", "dir/b");
        assertThat(backend.checksumMany(List.of(), ChecksumAlgorithm.MD5)).isEmpty();
        link("out", "/etc/hostname");
        link("loop", "loop");
        assertThat(backend.checksumMany(List.of("out", "loop"), ChecksumAlgorithm.MD5)).isEmpty();
    }

    @Test
    void manyAreAsManyAsAsked() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            paths.add("file-" + i);
            create("file-" + i, "content " + i);
        }
        Map<String, String> digests = backend.checksumMany(paths, ChecksumAlgorithm.SHA256);
        assertThat(digests.keySet()).containsExactlyElementsOf(paths);
        assertThat(digests.values()).doesNotHaveDuplicates();
        assertThat(digests.get("file-42")).isEqualTo(backend.checksum("file-42"));
    }

    @Test
    void theRootHasNoDigest() {
        assertRefused(Reason.IS_DIRECTORY, () -> backend.checksum(""));
    }
}
