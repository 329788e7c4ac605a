package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.WriteOption;
import java.util.function.Function;

/** A backend that does something else after each file that it made. */
final class Meddling extends ForwardingFileBackend {

    private final FileBackend inner;
    private final Runnable afterwards;

    Meddling(FileBackend inner, Runnable afterwards) {
        this.inner = inner;
        this.afterwards = afterwards;
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(inner);
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        FileInfo made = super.create(path, content, options);
        afterwards.run();
        return made;
    }
}
