package io.foundry9.filebackend.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;

/**
 * {@code vault:_steady}, for the profile of a console: makes the session outlive Ctrl-C. Gogo reaches the terminal through
 * the JDK's channels, and those close for good when their thread is interrupted while it reads or writes: whoever stopped
 * a command would see nothing of the next. There is no other way to them than the session's field. Safe for use by many
 * threads.
 */
final class SteadyCommand implements Function {
    private static final int CHUNK = 8192;

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws ReflectiveOperationException {
        Field field = session.getClass().getDeclaredField("channels");
        field.setAccessible(true);
        Channel[] channels = (Channel[]) field.get(session);
        Output output = new Output(session.getConsole());
        channels[0] = new Input(session.getKeyboard());
        channels[1] = output;
        channels[2] = output;
        return null;
    }

    @Descriptor("makes a console outlive Ctrl-C; for its profile")
    public Object _steady(CommandSession session, String... arguments) throws ReflectiveOperationException {
        return execute(session, List.of((Object[]) arguments));
    }

    /** The terminal's own stream ends a read when its thread is interrupted. */
    private record Input(InputStream stream) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            byte[] bytes = new byte[Math.min(target.remaining(), CHUNK)];
            int count = stream.read(bytes, 0, bytes.length);
            if (count > 0) {
                target.put(bytes, 0, count);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // the terminal is not the session's to close
        }
    }

    private record Output(PrintStream stream) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            stream.write(bytes, 0, bytes.length);
            stream.flush();
            return bytes.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // the terminal is not the session's to close
        }
    }
}
