package worlds;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.compat.VaultFileSystems;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a directory by its URI, writes and reads a file there, and says what it found. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
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
        System.out.println("path " + readAsPath(args[0]));
    }

    private static String readAsPath(String root) throws IOException {
        try (VaultManager vaults = VaultManager.create(); Registration entered = VaultFileSystems.enter(vaults)) {
            vaults.register("docs", "file://" + root);
            return Files.readString(Path.of(URI.create("vault://docs/a/caf%C3%A9.txt")));
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
