package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A bare repository in a folder, and vaults that are its clones. */
final class GitFolders {

    private static GitFolders template;

    private final Path top;
    private final Path remote;
    private final GitBackendFactory factory = new GitBackendFactory();

    GitFolders(Path top) throws IOException {
        this.top = top;
        this.remote = top.resolve("remote.git");
        try (Git git = Git.init().setBare(true).setInitialBranch("main").setDirectory(remote.toFile()).call()) {
            git.getRepository().getConfig().save();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    private GitFolders(Path top, Path remote) {
        this.top = top;
        this.remote = remote;
    }

    /**
     * One whose vault {@code work} has been opened before: a copy with as few directories as can be, as those take long to
     * make. All such have one remote, which stays empty.
     */
    static GitFolders ready(Path top) throws IOException {
        synchronized (GitFolders.class) {
            if (template == null) {
                GitFolders made = new GitFolders(Files.createTempDirectory("template"));
                made.open("work").close();
                template = made;
            }
        }
        Path model = template.folder("work");
        try (Stream<Path> entries = Files.walk(model)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path copy = top.resolve("work").resolve(model.relativize(entry).toString());
                if (Files.isRegularFile(entry) && !entry.toString().matches(".*/(hooks|logs)/.*")) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(entry, copy);
                }
            }
        }
        for (String needed : List.of("objects", "refs")) {
            Files.createDirectories(top.resolve("work/.git").resolve(needed));
        }
        return new GitFolders(top, template.remote);
    }

    Path remote() {
        return remote;
    }

    Path folder(String name) {
        return top.resolve(name);
    }

    String uri(String name, String... more) {
        StringBuilder uri = new StringBuilder("git+file://" + remote + "@main?path=" + folder(name));
        for (String parameter : more) {
            uri.append('&').append(parameter);
        }
        return uri.toString();
    }

    Store openStore(String name, String... more) throws IOException {
        BackendUri uri = BackendUri.parse(uri(name, more));
        return factory.open(uri, Parameters.of(factory.parameters(), uri));
    }

    FileBackend open(String name, String... more) throws IOException {
        return StoreBackend.over(openStore(name, more));
    }

    /** Runs the git command line in a work tree, as a person would. */
    String git(String name, String... arguments) throws IOException {
        return gitIn(folder(name), arguments);
    }

    static String gitIn(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=Person", "-c",
                "user.email=person@example.com", "-c", "core.quotepath=false"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("git", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("git hangs: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }
}
