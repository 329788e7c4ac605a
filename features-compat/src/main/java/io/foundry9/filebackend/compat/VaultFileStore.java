package io.foundry9.filebackend.compat;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** Where the files of a vault lie, of which a backend tells neither size nor place. */
final class VaultFileStore extends FileStore {

    private final VaultFileSystem fileSystem;

    VaultFileStore(VaultFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public String name() {
        return fileSystem.name();
    }

    @Override
    public String type() {
        return VaultUri.SCHEME;
    }

    @Override
    public boolean isReadOnly() {
        return fileSystem.isReadOnly();
    }

    @Override
    public long getTotalSpace() {
        throw spaceUnknown();
    }

    @Override
    public long getUsableSpace() {
        throw spaceUnknown();
    }

    @Override
    public long getUnallocatedSpace() {
        throw spaceUnknown();
    }

    private static UnsupportedOperationException spaceUnknown() {
        return new UnsupportedOperationException("a vault does not tell how much space it has");
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return AttributeNames.viewNamed(type).map(this::supportsFileAttributeView).orElse(false);
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return fileSystem.supportedFileAttributeViews().contains(name);
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException("the store of a vault has no attributes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultFileStore store && store.fileSystem == fileSystem;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(fileSystem);
    }

    @Override
    public String toString() {
        return "store of the " + fileSystem;
    }
}
