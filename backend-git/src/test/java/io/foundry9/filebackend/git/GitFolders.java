package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A bare repository in a folder, and vaults that are its clones. */
final class GitFolders {

    private static Template template;

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
        Template model = template();
        for (String directory : model.directories()) {
            Files.createDirectory(top.resolve(directory));
        }
        for (Map.Entry<String, byte[]> file : model.files().entrySet()) {
            Files.write(top.resolve(file.getKey()), file.getValue());
        }
        return new GitFolders(top, model.remote());
    }

    private static synchronized Template template() throws IOException {
        if (template == null) {
            GitFolders made = new GitFolders(Files.createTempDirectory("template"));
            made.open("work").close();
            template = Template.of(made);
        }
        return template;
    }

    /**
     * What is in the folder of a vault that has been opened before, as far as the next opening needs it.
     *
     * @param directories the outermost first
     */
    private record Template(Path remote, Set<String> directories, Map<String, byte[]> files) {

        static Template of(GitFolders made) throws IOException {
            Set<String> directories = new TreeSet<>(List.of("work/.git/objects", "work/.git/refs"));
            Map<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> entries = Files.walk(made.folder("work"))) {
                for (Path entry : (Iterable<Path>) entries.filter(Files::isRegularFile)::iterator) {
                    Path name = made.top.relativize(entry);
                    if (!name.toString().matches(".*/(hooks|logs)/.*")) {
                        files.put(name.toString(), Files.readAllBytes(entry));
                        for (Path above = name.getParent(); above != null; above = above.getParent()) {
                            directories.add(above.toString());
                        }
                    }
                }
            }
            return new Template(made.remote, directories, files);
        }
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
        return run(directory, command);
    }

    /** Runs a program that ends soon; what it says. */
    static String run(Path directory, List<String> command) throws IOException {
        Path output = Files.createTempFile("said", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it hangs: " + command);
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

    /** A path as it is written in a URI. */
    static String encode(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
