package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.CollectResult;
import io.foundry9.filebackend.ext.Collectable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Leftovers that the test makes up; it notes when it is told to collect them. For one thread. */
final class FakeLeftovers implements Collectable {

    final List<String> done = new ArrayList<>();
    CollectResult result = new CollectResult(0, 0, 0, 0);
    RuntimeException failure;

    private CollectResult does(String what) {
        if (failure != null) {
            throw failure;
        }
        done.add(what);
        return result;
    }

    @Override
    public CollectResult collect() {
        return does("usual");
    }

    @Override
    public CollectResult collect(Duration grace) {
        return does(grace.toString());
    }
}
