package io.foundry9.filebackend;

/** Something that was registered; closing it takes it back. A second call does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
