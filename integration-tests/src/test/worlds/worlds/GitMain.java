package worlds;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;

/** Opens a work tree of a git repository by its URI, writes a file there, pushes it, and says what it found. */
public final class GitMain {
    private GitMain() {}

    public static void main(String[] args) {
        SchemeRegistry registry = SchemeRegistry.discover();
        try (FileBackend files = registry.open("git+file://" + args[0] + "/remote.git@main?path=" + args[0] + "/tree")) {
            files.create("a/café.txt", Content.of("hello"));
            SyncFileBackend sync = files.as(SyncFileBackend.class).orElseThrow();
            System.out.println("sent " + sync.push("From another world").sent());
            Versioned versioned = files.as(Versioned.class).orElseThrow();
            System.out.println("history " + versioned.history("a/café.txt").stream().map(Revision::summary).toList());
        }
        System.out.println("ssh " + failure(registry, "git+ssh://127.0.0.1:1/remote.git?path=" + args[0] + "/other"
                + "&ssh_key=" + args[0] + "/key"));
        System.out.println("module " + ModuleLayer.boot().findModule("io.foundry9.filebackend.git").isPresent());
    }

    private static String failure(SchemeRegistry registry, String uri) {
        try (FileBackend files = registry.open(uri)) {
            return "none";
        } catch (FileBackendException e) {
            return e.problem();
        }
    }
}
