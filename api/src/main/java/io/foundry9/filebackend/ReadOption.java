package io.foundry9.filebackend;

/** How to read what may take long. Immutable. */
public sealed interface ReadOption permits WriteOption.Progress {

    /** Tell of the bytes as they are read. */
    static ReadOption progress(ProgressListener listener) {
        return new WriteOption.Progress(listener);
    }
}
