package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatCommandTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyByteComesOutAsItIs() {
        byte[] bytes = new byte[1_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        bench.home.create("bin", Content.of(bytes));
        Bench.Result result = bench.run("cat", "home:/bin");
        assertThat(result.status()).isZero();
        assertThat(result.bytes()).isEqualTo(bytes);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMissingFileIsOneLineThatSaysWhereToLook() {
        Bench.Result result = bench.run("cat", "home:/docs/a.txt");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("vault: home:/docs/a.txt: not found; vault:ls home:/docs shows what is there\n");
    }

    @Test
    void bytesGoThroughAPipeIntoAnotherFile() {
        byte[] bytes = new byte[300_000];
        new java.util.Random(7).nextBytes(bytes);
        bench.home.create("a", Content.of(bytes));
        Bench.Result result = bench.type("vault:cat home:/a | vault:put - other:/b");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(bench.other.read("b")).isEqualTo(bytes);
    }
}
