package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CONTRACT section 2: move. */
abstract class MoveContract extends RelocateContract {

    @Override
    final FileInfo relocate(String from, String to, WriteOption... options) {
        return backend.move(from, to, options);
    }

    @Override
    final boolean keepsSource() {
        return false;
    }

    @Test
    void thereAndBackIsAsItWas() {
        createAll("tree/a", "tree/sub/b");
        Map<String, String> before = snapshot();
        backend.move("tree", "elsewhere");
        backend.move("elsewhere", "tree");
        assertThat(snapshot()).isEqualTo(before);
    }
}
