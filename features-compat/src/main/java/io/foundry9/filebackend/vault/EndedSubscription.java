package io.foundry9.filebackend.vault;

import java.util.concurrent.Flow;

/** What a subscriber gets who will at once be told that nothing comes. */
enum EndedSubscription implements Flow.Subscription {
    INSTANCE;

    @Override
    public void request(long n) {
        // nothing comes
    }

    @Override
    public void cancel() {
        // nothing comes anyway
    }
}
