package io.foundry9.filebackend.openai.emulator;

import java.util.Optional;

/**
 * A request that has come in.
 *
 * @param number counts all requests of this emulator from 0
 * @param method such as {@code POST}
 * @param route  method and path template, such as {@code POST /vector_stores/{id}/files}
 * @param path   as it came, without the query
 * @param query  as it came, empty when there is none
 * @param status what was answered, or would have been, had the answer not been lost; 0 when nothing was done
 * @param fault  what went wrong on order
 */
public record ReceivedRequest(long number, String method, String route, String path, String query, int status,
        Optional<FaultKind> fault) {
}
