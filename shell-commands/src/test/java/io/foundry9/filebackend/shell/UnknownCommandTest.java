package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownCommandTest {
    @Test
    void isWrongUsageThatNamesTheWordAndTheWayOut() {
        assertThatThrownBy(() -> new UnknownCommand().execute(null, List.of("frob", "home:/")))
                .isInstanceOf(UsageException.class)
                .hasToString("vault: frob: no such command; vault:help lists the commands");
        assertThatThrownBy(() -> new UnknownCommand()._unknown(null, "frob")).hasMessageStartingWith("frob: ");
    }
}
