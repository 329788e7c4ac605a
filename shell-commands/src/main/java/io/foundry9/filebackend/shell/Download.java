package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

/**
 * A directory of a vault on its way to this machine: what is in it becomes what is in the target. What cannot be copied
 * is noted, and the rest goes on. The command's thread walks and makes directories, its workers copy.
 */
final class Download implements AutoCloseable {

    private final Place source;
    private final LocalFile target;
    private final Call call;
    private final FailureLog failures;
    private final Workers workers;
    private StorePath leftOut;

    Download(Place source, LocalFile target, Call call) {
        this.source = source;
        this.target = target;
        this.call = call;
        this.failures = call.failures("files not copied");
        this.workers = new Workers(failures, call.progress());
    }

    void run() {
        makeDirectory(target);
        source.ask(backend -> {
            try (Stream<FileInfo> below = backend.walk(source.canonical())) {
                below.forEachOrdered(this::copy);
            }
            return null;
        });
        workers.finish();
        failures.finish();
    }

    private void copy(FileInfo info) {
        Place from = source.at(info.path());
        if (leftOut != null && from.path().startsWith(leftOut)) {
            return;
        }
        try {
            LocalFile to = target.resolve(from.below(source).toString());
            if (info.isDirectory()) {
                leftOut = from.path();
                makeDirectory(to);
                leftOut = null;
            } else {
                workers.submit(() -> new LocalTarget(to, call.has("overwrite")).take(from, call.progress()));
            }
        } catch (CommandFailure e) {
            workers.fail(e);
        }
    }

    private static void makeDirectory(LocalFile directory) {
        try {
            if (!Files.isDirectory(directory.path())) {
                Files.createDirectories(directory.path());
            }
        } catch (IOException e) {
            boolean taken = Files.exists(directory.path());
            throw taken ? new CommandFailure(directory + ": is not a directory; choose another target", e)
                    : directory.failed(e);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
