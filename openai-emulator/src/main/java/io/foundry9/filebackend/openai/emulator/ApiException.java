package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A request that the service refuses, with the error that it answers. */
final class ApiException extends RuntimeException {
    private static final String INVALID_REQUEST = "invalid_request_error";

    private final int status;
    private final String type;
    private final String param;
    private final String code;
    private final Map<String, String> headers;

    ApiException(int status, String message, String type, String param, String code, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.headers = headers;
    }

    static ApiException badRequest(String message, String param, String code) {
        return refused(400, message, param, code);
    }

    static ApiException badRequest(String message, String param) {
        return badRequest(message, param, null);
    }

    static ApiException notFound(String message, String param) {
        return refused(404, message, param, null);
    }

    static ApiException tooLarge(long limit, long size) {
        return refused(413, "Maximum content size limit (" + limit + ") exceeded (" + size + " bytes read)", null,
                null);
    }

    static ApiException refused(int status, String message, String param, String code) {
        return new ApiException(status, message, INVALID_REQUEST, param, code, Map.of());
    }

    static ApiException rateLimited(String message, Map<String, String> headers) {
        return new ApiException(429, message, "requests", null, "rate_limit_exceeded", headers);
    }

    static ApiException serverError(int status, String message) {
        return new ApiException(status, message, "server_error", null, null, Map.of());
    }

    Reply reply() {
        ObjectNode error = Json.object().put("message", getMessage()).put("type", type).put("param", param).put("code",
                code);
        Reply reply = Reply.json(status, Json.object().set("error", error));
        return reply.with(headers);
    }
}
