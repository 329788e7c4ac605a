package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Session;
import java.time.Duration;
import java.util.function.Function;

/**
 * What an asynchronous call goes to. It is found on the thread that makes the call: what is called inside a session
 * belongs to it, wherever it runs.
 *
 * @param operations of the backend itself, or of a session
 * @param shared whether others may hold a lock that a change has to wait for; not so inside a session
 * @param opener opens a session that no thread is inside of; inside a session, joins it
 * @param lanes on which it runs, and with which it ends
 */
record AsyncTarget(StoreOperations operations, boolean shared, Function<Duration, ? extends Detached> opener,
        Lanes lanes) {

    /** A session that belongs to its holder, not to a thread. */
    interface Detached extends Session {

        /**
         * What is called on it goes there.
         *
         * @throws RuntimeException as any call on it does, when it has ended
         */
        AsyncTarget target();
    }
}
