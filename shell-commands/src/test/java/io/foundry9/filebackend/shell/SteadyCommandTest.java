package io.foundry9.filebackend.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyCommandTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private CommandProcessorImpl gogo;
    private CommandSession session;

    @BeforeEach
    void session() {
        gogo = new CommandProcessorImpl(null);
        session = gogo.createSession(new ByteArrayInputStream("typed".getBytes(UTF_8)), terminal, terminal);
        gogo.addCommand("test", (Function) SteadyCommandTest::stopped, "stopped");
        gogo.addCommand("test", (Function) SteadyCommandTest::echo, "echo");
    }

    private static Object stopped(CommandSession session, List<Object> arguments) {
        Thread.currentThread().interrupt();
        Console.of(session).out().print("stopped");
        return null;
    }

    private static Object echo(CommandSession session, List<Object> arguments) throws IOException {
        Console console = Console.of(session);
        console.out().write(console.in().readAllBytes());
        return null;
    }

    @AfterEach
    void close() {
        session.close();
        gogo.stop();
    }

    @Test
    void theNextCommandIsHeardAndSeenAfterOneThatWasStoppedWhileItWrote() throws Exception {
        new SteadyCommand().execute(session, List.of());

        session.execute("test:stopped");
        session.execute("test:echo");

        assertThat(terminal.toString(UTF_8)).endsWith("typed");
    }

    @Test
    void withoutItTheConsoleIsDumbFromThenOn() throws Exception {
        session.execute("test:stopped");
        session.execute("test:echo");

        assertThat(terminal.toString(UTF_8)).doesNotEndWith("typed");
    }
}
