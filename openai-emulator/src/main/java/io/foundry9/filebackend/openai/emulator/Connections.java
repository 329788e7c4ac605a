package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.net.StandardSocketOptions;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/** Ends connections the hard ways. */
final class Connections {
    private Connections() {
    }

    /** The client sees "connection reset". */
    static ConnectionEnded reset(Request request) throws IOException {
        EndPoint endPoint = endPoint(request);
        if (endPoint instanceof SocketChannelEndPoint socket) {
            socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
        return new ConnectionEnded();
    }

    /** The client sees the end of the stream. */
    static ConnectionEnded close(Request request) throws IOException {
        endPoint(request).close();
        return new ConnectionEnded();
    }

    private static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
