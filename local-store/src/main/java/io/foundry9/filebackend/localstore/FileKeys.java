package io.foundry9.filebackend.localstore;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@link BasicFileAttributes#fileKey()}, which is opaque but reads {@code (dev=fe00,ino=42)} on Unix. */
final class FileKeys {

    private static final Pattern UNIX = Pattern.compile("\\(dev=([0-9a-f]+),ino=([0-9]+)\\)");

    private FileKeys() {}

    /** The inode alone where there is one: the device's number changes when disks are plugged in another order. */
    static String inode(BasicFileAttributes file) {
        String key = String.valueOf(file.fileKey());
        int start = key.indexOf(",ino=");
        return start < 0 ? Integer.toHexString(key.hashCode()) : key.substring(start + 5, key.length() - 1);
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
        Matcher key = UNIX.matcher(String.valueOf(file.fileKey()));
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }
}
