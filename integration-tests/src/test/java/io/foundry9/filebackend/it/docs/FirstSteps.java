package io.foundry9.filebackend.it.docs;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.vault.VaultManager;

/** Keeps a list in a vault, and shows all lists that are there. */
public final class FirstSteps {
    private FirstSteps() {}

    public static void main(String[] args) {
        try (VaultManager vaults = VaultManager.create()) {
            FileBackend mine = vaults.register("mine", args[0]);
            try {
                mine.create("notes/java.txt", Content.of("Read a book\n"));
            } catch (AlreadyExistsException e) {
                mine.append("notes/java.txt", Content.of("Read another\n"));
            }
            for (String path : mine.glob("notes/*.txt")) {
                System.out.println(path + ", " + mine.info(path).size() + " bytes: " + mine.readText(path).strip());
            }
        }
    }
}
