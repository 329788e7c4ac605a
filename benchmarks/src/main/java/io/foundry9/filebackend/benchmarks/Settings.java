package io.foundry9.filebackend.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run is made.
 *
 * @param disk a new folder on a disk
 * @param memory a new folder on a file system in memory
 * @param rounds how many measured rounds a race has
 * @param part by how much the works are smaller than they are on the page; 1 for all of it
 * @param vault the launcher of the built platform
 */
record Settings(Path disk, Path memory, int rounds, int part, Path vault) {

    static final long MIB = 1 << 20;
    static final long GIB = 1 << 30;

    /** A number of things, made smaller if less is asked for. */
    int count(int full) {
        return Math.max(1, full / part);
    }

    /** A size in bytes, made smaller if less is asked for. */
    long size(long full) {
        return Math.max(MIB, full / part);
    }

    /** The start of a command that runs a class of ours in a plain JVM. */
    static List<String> java(Class<?> main) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), main.getName());
    }

    /** A place for files in memory: on Linux there is one, elsewhere it is the disk's. */
    static Path memoryRoot(Path disk) {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared) ? shared : disk;
    }
}
