package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer bundle that is dropped into the home instead of a new distribution. */
class VaultUpdateIT {
    private static final String NEWER = "999.0.0";

    @TempDir Path folder;
    private Vault vault;

    @BeforeEach
    void home() throws IOException {
        vault = Vault.in(folder);
        Files.createDirectories(vault.home().resolve("deploy"));
    }

    @Test
    void itTakesThePlaceOfTheShippedOne() throws Exception {
        Path shipped = ShippedBundles.ours().stream().filter(jar -> jar.toString().contains("-backend-local-"))
                .findFirst().orElseThrow();
        String version = newer(shipped, vault.home().resolve("deploy/backend.jar"));

        Finished process = vault.script("write home:/a x\ncat home:/a\nlb -s | grep filebackend.local\n");

        assertThat(process.err()).isEmpty();
        assertThat(process.status()).isZero();
        assertThat(versions(process)).containsExactlyInAnyOrder("Resolved " + version, "Active " + NEWER);
        assertThat(vault.files().resolve("a")).hasContent("x");
    }

    /** Of all bundles of the name of the shipped one, what the list of bundles says in colours. */
    private static List<String> versions(Finished process) {
        return process.out().replaceAll("\\u001B\\[[0-9;]*m", "").lines()
                .filter(line -> line.contains("filebackend.local ("))
                .map(line -> line.replaceAll(".*\\|(\\w+) *\\|.*\\|([0-9.]+).*", "$1 $2")).toList();
    }

    /** Copies a bundle under a newer version; returns the one that it had. */
    private static String newer(Path shipped, Path target) throws IOException {
        try (JarFile jar = new JarFile(shipped.toFile())) {
            Manifest manifest = jar.getManifest();
            String version = manifest.getMainAttributes().getValue("Bundle-Version");
            manifest.getMainAttributes().putValue("Bundle-Version", NEWER);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(out);
                    }
                }
            }
            return version;
        }
    }
}
