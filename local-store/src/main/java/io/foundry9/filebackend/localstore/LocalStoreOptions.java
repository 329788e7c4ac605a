package io.foundry9.filebackend.localstore;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a {@link LocalStore} is opened. Immutable.
 *
 * @param createRoot whether a root that is missing is made
 * @param durability what each write survives; a single write may ask for more
 * @param workFolder where lock, journal and staged content lie: a path relative to the root, on the root's file system
 * @param reservedNames the names that no path may have in any segment
 * @param birthTimes whether a file of which nothing else is known was created when the file system says so
 */
public record LocalStoreOptions(
        boolean createRoot,
        Durability durability,
        String workFolder,
        Set<String> reservedNames,
        boolean birthTimes) {

    /** The name of the store's own folder; always reserved, since one may be needed on other file systems below the root. */
    static final String F9 = ".f9";

    /** Adds {@code .f9} to the reserved names, since the store may need such a folder anywhere. */
    public LocalStoreOptions {
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(workFolder, "workFolder");
        Set<String> all = new HashSet<>(reservedNames);
        all.add(F9);
        reservedNames = Set.copyOf(all);
    }

    /** An existing root, safe against the death of the process, with a folder {@code .f9} for what is the store's own. */
    public static LocalStoreOptions defaults() {
        return new LocalStoreOptions(false, Durability.PROCESS, F9, Set.of(F9), true);
    }

    /** Makes a root that is missing, with its parents, or refuses it. */
    public LocalStoreOptions withCreateRoot(boolean create) {
        return new LocalStoreOptions(create, durability, workFolder, reservedNames, birthTimes);
    }

    /** Says what each write survives. */
    public LocalStoreOptions withDurability(Durability wanted) {
        return new LocalStoreOptions(createRoot, wanted, workFolder, reservedNames, birthTimes);
    }

    /** Keeps the store's own files in another folder, such as {@code .git/f9}. */
    public LocalStoreOptions withWorkFolder(String folder, Set<String> reserved) {
        return new LocalStoreOptions(createRoot, durability, folder, reserved, birthTimes);
    }

    /** Tells when a file was created only if that was noted: for those who know better than the file system. */
    public LocalStoreOptions withoutBirthTimes() {
        return new LocalStoreOptions(createRoot, durability, workFolder, reservedNames, false);
    }
}
