package io.foundry9.filebackend.openai.emulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Sends replies, whole or spoilt by a fault. Safe for threads. */
final class ReplyWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final String API_VERSION = "2020-10-01";
    private static final int BUFFER = 1 << 16;

    private final CountDownLatch closed;

    ReplyWriter(CountDownLatch closed) {
        this.closed = closed;
    }

    void write(Request request, Response response, Reply reply, Instant now, String requestId, Optional<Fault> fault)
            throws IOException {
        try (Body whole = reply.body()) {
            Body body = fault.filter(f -> f.kind() == FaultKind.HALF_BODY).isPresent() ? new HalfBody(whole) : whole;
            head(response, reply, body.length(), now, requestId);
            OutputStream sink = spoilt(Content.Sink.asOutputStream(response), body, request, fault);
            try (OutputStream out = new BufferedOutputStream(sink, BUFFER)) {
                body.writeTo(out);
            }
        }
    }

    private OutputStream spoilt(OutputStream sink, Body body, Request request, Optional<Fault> fault) {
        FaultKind kind = fault.map(Fault::kind).orElse(null);
        if (kind == FaultKind.STALLED_BODY) {
            return new InterruptedStream(sink, HalfBody.middle(body), () -> pause(fault.get()));
        }
        if (kind == FaultKind.TRUNCATED_BODY) {
            return new InterruptedStream(sink, HalfBody.middle(body), () -> {
                throw Connections.close(request);
            });
        }
        return sink;
    }

    private static void head(Response response, Reply reply, long length, Instant now, String requestId) {
        response.setStatus(reply.status());
        HttpFields.Mutable headers = response.getHeaders();
        reply.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
        headers.put(HttpHeader.DATE, DATE.format(now));
        headers.put("x-request-id", requestId);
        headers.put("openai-version", API_VERSION);
        if (length != Body.UNKNOWN) {
            headers.put(HttpHeader.CONTENT_LENGTH, length);
        }
    }

    private void pause(Fault fault) throws IOException {
        try {
            if (closed.await(fault.time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ConnectionEnded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionEnded();
        }
    }
}
