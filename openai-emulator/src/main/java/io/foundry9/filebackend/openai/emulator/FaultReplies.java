package io.foundry9.filebackend.openai.emulator;

/** What a request is answered that fails on order, before anything is done. */
final class FaultReplies {
    private static final String GATEWAY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";

    private FaultReplies() {
    }

    static Reply of(Fault fault) {
        return switch (fault.kind()) {
            case RATE_LIMITED -> ApiException.rateLimited("Rate limit reached for requests.", fault.headers()).reply();
            case SERVER_ERROR -> ApiException.serverError(500,
                    "The server had an error while processing your request. Sorry about that!").reply();
            case BAD_GATEWAY -> Reply.text(502, "text/html", GATEWAY_PAGE);
            case UNAVAILABLE -> ApiException.serverError(503, "The server is overloaded or not ready yet.").reply();
            default -> throw new IllegalArgumentException(fault.kind() + " is not an answer");
        };
    }
}
