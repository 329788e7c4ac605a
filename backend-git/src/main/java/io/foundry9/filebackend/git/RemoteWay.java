package io.foundry9.filebackend.git;

import java.io.Closeable;

/** The way to a remote of one scheme: what all visits share, such as keys. Safe for use by many threads. */
interface RemoteWay extends Closeable {

    /** Begins a visit on the calling thread, which has to end it. */
    RemoteVisit visit();

    @Override
    void close();

    /** The way that needs nothing: to {@code git} and {@code file}. */
    RemoteWay PLAIN = new RemoteWay() {

        @Override
        public RemoteVisit visit() {
            return transport -> {};
        }

        @Override
        public void close() {
            // nothing is held
        }
    };
}
