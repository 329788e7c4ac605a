package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2: copy. */
abstract class CopyContract extends RelocateContract {

    @Override
    final FileInfo relocate(String from, String to, WriteOption... options) {
        return backend.copy(from, to, options);
    }

    @Override
    final boolean keepsSource() {
        return true;
    }

    @Test
    void aCopyAndItsSourceGoTheirOwnWays() {
        createAll("tree/a");
        backend.copy("tree", "copy");
        backend.update("tree/a", Content.of("changed"));
        backend.append("copy/a", Content.of(" and more"));
        assertThat(text("tree/a")).isEqualTo("changed");
        assertThat(text("copy/a")).isEqualTo("content of tree/a and more");
    }
}
