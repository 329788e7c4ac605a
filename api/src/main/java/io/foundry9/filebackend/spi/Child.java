package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;

/**
 * An entry of a directory: as much of it as a glob needs.
 *
 * @param name one segment of a path
 * @param isDirectory whether one can go on below it; a link, wherever it leads, is none
 */
public record Child(String name, boolean isDirectory) {

    static Child of(FileInfo info) {
        return new Child(info.name(), info.isDirectory());
    }
}
