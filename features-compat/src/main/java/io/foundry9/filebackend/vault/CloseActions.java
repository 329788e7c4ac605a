package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Registration;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is to be done when a registry is closed: each action once, whoever comes to it first. For any thread. */
final class CloseActions {

    private final CopyOnWriteArrayList<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Registration add(Runnable action) {
        actions.add(Objects.requireNonNull(action, "action"));
        if (closed) {
            run();
        }
        return () -> actions.remove(action);
    }

    void run() {
        closed = true;
        for (Runnable action : actions) {
            if (actions.remove(action)) {
                action.run();
            }
        }
    }
}
