package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;

/**
 * An entry of a directory: as much of it as a glob needs.
 *
 * @param name one segment of a path
 */
public record Child(String name, FileType type) {

    static Child of(FileInfo info) {
        return new Child(info.name(), info.type());
    }
}
