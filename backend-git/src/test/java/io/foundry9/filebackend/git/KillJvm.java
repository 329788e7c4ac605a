package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A process that does with a vault what it is told on its standard input, line by line, and says when it is done. */
final class KillJvm {

    private KillJvm() {}

    /** @param arguments the URI; it is opened once that is asked for */
    public static void main(String[] arguments) throws IOException {
        FileBackend vault = null;
        System.out.println(">ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "open" -> vault = StormJvm.open(arguments[0]);
                case "pull" -> sync(vault).pull();
                case "push" -> sync(vault).push();
                case "write" -> vault.write(words[1], Content.of(words[2] + "\n"));
                case "session" -> session(vault, KillPullTest.texts(words[1]));
                case "batch" -> session(vault, Map.of("b/one", words[1], "b/two", words[1], "c/three", words[1]));
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println(">done");
        }
    }

    private static SyncFileBackend sync(FileBackend vault) {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    private static void session(FileBackend vault, Map<String, String> texts) {
        try (Session session = vault.openSession(null)) {
            texts.forEach((path, text) -> session.write(path, Content.of(text)));
            session.commit();
        }
    }
}
