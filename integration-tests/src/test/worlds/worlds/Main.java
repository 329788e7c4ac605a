package worlds;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.SchemeRegistry;

/** Opens a directory by its URI, writes and reads a file there, and says what it found. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        SchemeRegistry registry = SchemeRegistry.discover();
        System.out.println("schemes " + registry.schemes().stream().map(scheme -> scheme.name()).toList());
        System.out.println("module " + registry.getClass().getModule().getName());
        try (FileBackend files = registry.open("file://" + args[0])) {
            files.create("a/café.txt", Content.of("hello"));
            files.append("a/café.txt", Content.of(" world"));
            System.out.println("text " + files.readText("a/café.txt"));
            System.out.println("glob " + files.glob("**/*.txt"));
            files.copy("a/café.txt", "b.txt", WriteOption.OVERWRITE);
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                System.out.println(algorithm + " " + checksum(files, algorithm));
            }
        }
    }

    private static String checksum(FileBackend files, ChecksumAlgorithm algorithm) {
        try {
            return files.checksum("b.txt", algorithm);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
