package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import org.eclipse.jetty.io.QuietException;

/** The connection has been ended on purpose; nothing more can be said to the client. */
final class ConnectionEnded extends IOException implements QuietException {
    ConnectionEnded() {
        super("ended on order");
    }
}
