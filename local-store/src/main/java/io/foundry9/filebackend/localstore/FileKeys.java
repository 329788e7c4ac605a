package io.foundry9.filebackend.localstore;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The parts of {@link BasicFileAttributes#fileKey()}, which is opaque but reads {@code (dev=fe00,ino=42)} on Unix. */
final class FileKeys {

    private static final String DEVICE = "(dev=";
    private static final String INODE = ",ino=";

    private FileKeys() {}

    /** The inode alone where there is one: the device's number changes when disks are plugged in another order. */
    static String inode(BasicFileAttributes file) {
        String key = String.valueOf(file.fileKey());
        int start = key.indexOf(INODE);
        return start < 0
                ? Integer.toHexString(key.hashCode())
                : key.substring(start + INODE.length(), key.length() - 1);
    }

    /** Whether both surely lie on one device. */
    static boolean sameDevice(BasicFileAttributes one, BasicFileAttributes other) {
        return device(one).isPresent() && device(one).equals(device(other));
    }

    /** Whether both surely lie on different devices. */
    static boolean differentDevices(BasicFileAttributes one, BasicFileAttributes other) {
        return device(one).isPresent() && device(other).isPresent() && !device(one).equals(device(other));
    }

    private static Optional<String> device(BasicFileAttributes file) {
        String key = String.valueOf(file.fileKey());
        int end = key.indexOf(INODE);
        return key.startsWith(DEVICE) && end > 0 ? Optional.of(key.substring(DEVICE.length(), end)) : Optional.empty();
    }
}
