package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests from Jetty: decides what goes wrong, lets {@link Service} do the rest, and sends the reply. */
final class EmulatorHandler extends Handler.Abstract {
    private static final String BASE = "/v1";
    private static final String WELCOME = "This is the OpenAI emulator of F9 File Backend: files, uploads and vector "
            + "stores, below /v1.\nIt is no service of OpenAI, and everything is gone when it stops.\n";

    private final Service service;
    private final EmulatorClock clock;
    private final ApiKeys keys;
    private final RequestReader reader;
    private final ReplyWriter writer;
    private final Faults faults;
    private final StopPoint stop;
    private final RequestLog log;
    private final Checker checker;

    EmulatorHandler(Service service, EmulatorClock clock, ApiKeys keys, RequestReader reader, ReplyWriter writer,
            Faults faults, StopPoint stop, RequestLog log, Checker checker) {
        this.service = service;
        this.clock = clock;
        this.keys = keys;
        this.reader = reader;
        this.writer = writer;
        this.faults = faults;
        this.stop = stop;
        this.log = log;
        this.checker = checker;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            String path = request.getHttpURI().getDecodedPath();
            Optional<Route.Match> match = path.startsWith(BASE + "/")
                    ? Route.of(request.getMethod(), path.substring(BASE.length())) : Optional.empty();
            if (match.isPresent()) {
                serve(request, response, match.get());
            } else {
                String route = request.getMethod() + " " + path;
                if (path.startsWith(BASE)) {
                    checker.unknown(route);
                }
                send(request, response, elsewhere(request.getMethod(), path), Optional.empty(), route);
            }
            callback.succeeded();
        } catch (IOException e) {
            boolean clientIsGone = e.getCause() instanceof QuietException;
            callback.failed(clientIsGone ? e.getCause() : e);
        } catch (RuntimeException e) {
            callback.failed(e);
        }
        return true;
    }

    private void serve(Request request, Response response, Route.Match match) throws IOException {
        String route = match.route().label();
        if (stop.isReached()) {
            throw refuse(request, route, FaultKind.STOPPED);
        }
        Optional<Fault> fault = faults.decide(match.route());
        if (fault.filter(f -> f.kind() == FaultKind.RESET_BEFORE).isPresent()) {
            throw refuse(request, route, FaultKind.RESET_BEFORE);
        }
        if (fault.filter(f -> f.kind().isBefore()).isPresent()) {
            send(request, response, FaultReplies.of(fault.get()), fault, route);
            return;
        }
        switch (stop.admit(match.route())) {
            case REFUSE -> throw refuse(request, route, FaultKind.STOPPED);
            case PASS_AND_LOSE -> send(request, response, process(request, match, fault),
                    Optional.of(Fault.lostAnswer()), route);
            default -> send(request, response, process(request, match, fault), fault, route);
        }
    }

    private Reply process(Request request, Route.Match match, Optional<Fault> fault) throws IOException {
        Reply reply;
        try {
            String key = keys.check(request);
            try (Call call = read(request, match, key, fault)) {
                reply = answer(call);
            }
        } catch (ApiException e) {
            reply = e.reply();
        }
        checker.response(match.route(), reply);
        return reply;
    }

    private Call read(Request request, Route.Match match, String key, Optional<Fault> fault) throws IOException {
        Call call = new Call(match.route(), match.ids(), RequestReader.query(request),
                reader.json(request, match.route()), reader.form(request, match.route()), key, fault);
        checker.request(call.route(), call.query(), call.json());
        return call;
    }

    private Reply answer(Call call) throws IOException {
        Reply reply = service.answer(call);
        if (call.fault().filter(fault -> fault.kind() == FaultKind.DUPLICATED).isPresent()) {
            reply.body().close();
            return service.answer(call);
        }
        return reply;
    }

    private void send(Request request, Response response, Reply reply, Optional<Fault> fault, String route)
            throws IOException {
        Optional<FaultKind> kind = fault.map(Fault::kind);
        record(request, route, reply.status(), kind);
        if (kind.filter(FaultKind.LOST_ANSWER::equals).isPresent()) {
            reply.body().close();
            throw Connections.reset(request);
        }
        RequestReader.drain(request);
        writer.write(request, response, reply, clock.now(), service.newRequestId(), fault);
    }

    private ConnectionEnded refuse(Request request, String route, FaultKind kind) throws IOException {
        record(request, route, 0, Optional.of(kind));
        return Connections.reset(request);
    }

    private void record(Request request, String route, int status, Optional<FaultKind> fault) {
        String query = request.getHttpURI().getQuery();
        log.add(request.getMethod(), route, request.getHttpURI().getDecodedPath(), query == null ? "" : query, status,
                fault);
    }

    private static Reply elsewhere(String method, String path) {
        if (path.equals("/") && method.equals("GET")) {
            return Reply.text(200, "text/plain; charset=utf-8", WELCOME);
        }
        if (path.startsWith(BASE) && Route.knowsPath(path.substring(BASE.length()))) {
            return ApiException.refused(405, "Not allowed to " + method + " on " + path + ".", null,
                    "method_not_supported").reply();
        }
        return ApiException.notFound("Invalid URL (" + method + " " + path + ")", null).reply();
    }
}
