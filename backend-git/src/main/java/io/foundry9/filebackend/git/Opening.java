package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.localstore.Durability;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.localstore.LocalStoreOptions;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;

/**
 * Opens a work tree: makes it from the remote if it is not there, goes on with one that was begun, takes over a clone that a
 * person has made, and refuses whatever else lies there. For one use by one thread; other processes wait.
 */
final class Opening {

    /** Longer than a clone should take. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String GIT = ".git";
    private static final String OWN = "f9";
    private static final String WORK_FOLDER = GIT + "/" + OWN;
    private static final String SECTION = "f9";
    private static final String MANAGED = "managed";
    private static final String ATTRIBUTES = "* -text -eol -crlf -filter -ident !working-tree-encoding";
    private static final String EXCLUDED = ".f9/";

    private final GitConfig config;
    private final Path folder;

    Opening(GitConfig config) {
        this.config = config;
        this.folder = config.folder();
    }

    GitRoot open(Remote remote) throws IOException {
        Files.createDirectories(folder);
        refuseSomethingElse();
        LocalStore files = LocalStore.open(folder, LocalStoreOptions.defaults()
                .withWorkFolder(WORK_FOLDER, RawPath.RESERVED)
                .withDurability(config.durability())
                .withoutBirthTimes());
        Repository repository = repository();
        GitRoot root = new GitRoot(config, repository, files, remote);
        try {
            if (isReady(repository)) {
                awaitLeftLocks();
                adopt(root);
                takeOver(root);
            } else {
                try (StoreLock lock = files.lock(LockScope.tree(), PATIENCE)) {
                    awaitLeftLocks();
                    prepare(root);
                }
            }
            if (root.catchUp().run() == CatchUp.Outcome.LATER) {
                root.follower().nudge();
            }
            return root;
        } catch (IOException | RuntimeException e) {
            root.close();
            throw e;
        }
    }

    /** Then it is opened without a lock, as somebody may have a session for long. */
    private boolean isReady(Repository repository) {
        return Files.exists(folder.resolve(GIT).resolve(Constants.HEAD)) && !Files.exists(unfinished())
                && isManaged(repository);
    }

    /** The caller has the lock on the tree, for which he may have waited until somebody else had prepared it. */
    private void prepare(GitRoot root) throws IOException {
        if (!Files.exists(folder.resolve(GIT).resolve(Constants.HEAD)) || Files.exists(unfinished())) {
            begin(root);
        } else {
            adopt(root);
        }
    }

    /** What others have left to be committed is seen to by one who is alone. */
    private static void takeOver(GitRoot root) throws IOException {
        if (root.pending().isLeft()) {
            try (StoreLock lock = root.files().lock(LockScope.tree(), Duration.ZERO)) {
                root.pending().load();
            } catch (LockTimeoutException e) {
                return; // then by the next
            }
        }
    }

    private void awaitLeftLocks() throws IOException {
        LeftLocks locks = new LeftLocks(folder.resolve(GIT));
        locks.await(Constants.CONFIG, Constants.HEAD, LeftLocks.PACKED, Constants.R_HEADS + config.branch(),
                OwnRefs.PREFIX + "/" + config.branch(), RemoteFetch.tracking(config.branch()));
        locks.giveUpOldCollection();
    }

    private Repository repository() throws IOException {
        return new FileRepositoryBuilder().setFS(NoHooks.fileSystem()).setGitDir(folder.resolve(GIT).toFile())
                .setWorkTree(folder.toFile()).build();
    }

    private BackendUnavailableException refusal(String problem) {
        return new BackendUnavailableException("", "the directory " + folder + " cannot be used: " + problem, false);
    }

    /** Another may be opening the same folder: so it is listed first, and what makes it right is looked for afterwards. */
    private void refuseSomethingElse() throws IOException {
        boolean isEmpty;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            isEmpty = !entries.iterator().hasNext();
        }
        try {
            Path git = folder.resolve(GIT);
            if (!Files.readAttributes(git, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isDirectory()) {
                throw refusal(
                        "its .git is no directory, as in a submodule or a linked work tree; name a clone of its own");
            }
        } catch (NoSuchFileException e) {
            if (!isEmpty) {
                throw refusal("it holds files, and is no git repository; name an empty directory or one that does not"
                        + " exist");
            }
        }
    }

    /** It is there as long as a first filling is under way, or was interrupted. */
    private Path unfinished() {
        return folder.resolve(WORK_FOLDER).resolve("unfinished");
    }

    private boolean isManaged(Repository repository) {
        return repository.getConfig().getBoolean(SECTION, MANAGED, false);
    }

    /** Fills the work tree from the remote; does no harm when it is done again. */
    private void begin(GitRoot root) throws IOException {
        Repository repository = root.repository();
        Files.writeString(unfinished(), "");
        removeAttempt();
        repository.create(false);
        configure(repository);
        repository.updateRef(Constants.HEAD, false).link(root.branch().headRef());
        Optional<ObjectId> tip = firstTip(root);
        if (tip.isPresent()) {
            fill(root, tip.get());
            root.branch().moveHead(root.branch().head(), tip.get(), "clone: from " + root.remote().display());
        }
        Files.delete(unfinished());
    }

    /** What an interrupted attempt has left of a repository, in which nobody can have committed anything. */
    private void removeAttempt() throws IOException {
        Path git = folder.resolve(GIT);
        try (Stream<Path> entries = Files.walk(git)) {
            List<Path> outermostFirst = entries
                    .filter(entry -> !entry.equals(git) && !entry.startsWith(git.resolve(OWN))).toList();
            for (int i = outermostFirst.size() - 1; i >= 0; i--) {
                Files.delete(outermostFirst.get(i));
            }
        }
    }

    /** The branch at the remote; a branch that is not there starts where the remote's default branch is. */
    private Optional<ObjectId> firstTip(GitRoot root) throws IOException {
        Repository repository = root.repository();
        Remote.Fetched fetched = root.remote().fetch(repository, config.branch(), config.depth());
        if (fetched.tip().isPresent() || fetched.defaultBranch().isEmpty()) {
            return fetched.tip();
        }
        return root.remote().fetch(repository, fetched.defaultBranch().get(), config.depth()).tip();
    }

    /** Writes the files, one by one, and the index. Files that are there are left as they are. */
    private void fill(GitRoot root, ObjectId tip) throws IOException {
        try (ObjectReader reader = root.repository().newObjectReader()) {
            List<Trees.Difference> all =
                    Trees.differences(reader, Optional.empty(), root.branch().tree(Optional.of(tip)));
            Checkout checkout = new Checkout(root.files(), root.workFiles(), root.known(), reader,
                    new CommitTimes(root.repository(), Optional.empty(), tip), root.durable().isForPower());
            for (Trees.Difference file : all) {
                checkout.applyUnlessDisturbed(file);
            }
            writeIndex(root, all);
        }
    }

    private static void writeIndex(GitRoot root, List<Trees.Difference> all) throws IOException {
        try (IndexLock lock = IndexLock.take(root.repository())) {
            DirCacheBuilder builder = lock.index().builder();
            for (Trees.Difference difference : all) {
                builder.add(root.catchUp().entry(difference.path(), difference.after().orElseThrow()));
            }
            builder.finish();
            lock.commit();
        }
        root.known().clear();
    }

    private void configure(Repository repository) throws IOException {
        StoredConfig settings = repository.getConfig();
        settings.setString("remote", Remote.NAME, "url", config.access().url().toString());
        settings.setString("remote", Remote.NAME, "fetch", "+refs/heads/*:refs/remotes/" + Remote.NAME + "/*");
        settings.setString("branch", config.branch(), "remote", Remote.NAME);
        settings.setString("branch", config.branch(), "merge", Constants.R_HEADS + config.branch());
        settings.setString("core", null, "autocrlf", "false");
        takeCharge(settings);
    }

    /** From here on the repository is ours, and git converts nothing in it. */
    private void takeCharge(StoredConfig settings) throws IOException {
        configureOwn(settings);
        settings.save();
        addLine("attributes", ATTRIBUTES);
        addLine("exclude", EXCLUDED);
    }

    private void configureOwn(StoredConfig settings) {
        settings.setBoolean(SECTION, null, MANAGED, true);
        if (config.durability() == Durability.POWER) {
            settings.setBoolean("core", null, "fsyncobjectfiles", true);
            settings.setBoolean("core", null, "fsyncreffiles", true);
        }
    }

    /** Adds a line to one of the files in {@code .git/info}; the last line wins over those before it. */
    private void addLine(String name, String line) throws IOException {
        Path file = Files.createDirectories(folder.resolve(GIT).resolve("info")).resolve(name);
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        if (!before.lines().toList().contains(line)) {
            String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
            Files.writeString(file, before + separator + line + "\n", StandardCharsets.ISO_8859_1);
        }
    }

    /** Takes over a repository that is there, if it is the right one and holds nothing that could be lost. */
    private void adopt(GitRoot root) throws IOException {
        Repository repository = root.repository();
        requireSameRemote(repository);
        if (!root.branch().isCheckedOut()) {
            String now = repository.getFullBranch();
            throw refusal(
                    "it is on " + (now == null ? "no branch" : Repository.shortenRefName(now)) + ", not on branch "
                            + config.branch() + "; name another directory, or switch it with git");
        }
        if (isManaged(repository)) {
            if (config.durability() == Durability.POWER) {
                configureOwn(repository.getConfig());
                repository.getConfig().save();
            }
            return;
        }
        if (repository.getRepositoryState() != RepositoryState.SAFE) {
            throw refusal("git is in the midst of something there; finish it first");
        }
        requireClean(root);
        takeCharge(repository.getConfig());
    }

    private void requireSameRemote(Repository repository) {
        String there = repository.getConfig().getString("remote", Remote.NAME, "url");
        if (there == null) {
            throw refusal("it is a git repository without a remote " + Remote.NAME);
        }
        try {
            if (!normal(new URIish(there)).equals(normal(config.access().url()))) {
                throw refusal("it is a clone of another repository, " + shown(new URIish(there)));
            }
        } catch (URISyntaxException e) {
            throw refusal("it is a clone of another repository");
        }
    }

    private static String shown(URIish url) {
        return url.setUser(null).setPass(null).toString();
    }

    /** What does not tell two repositories apart is left out. */
    private static String normal(URIish url) {
        String scheme = url.getScheme() == null ? url.getHost() == null ? "file" : "ssh" : url.getScheme();
        String path = url.getPath().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        int port = url.getPort();
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + (path.startsWith("/") ? path : "/" + path);
    }

    private void requireClean(GitRoot root) throws IOException {
        Optional<ObjectId> tree = root.branch().tree(root.branch().head());
        List<RawPath> changed =
                new Scan(root.repository(), root.workFiles(), root.known()).changes(tree, RawPath.ROOT);
        if (!changed.isEmpty()) {
            throw refusal("it holds changes that are not committed: " + RawPath.names(changed)
                    + "; commit them with git, or stash them");
        }
        List<RawPath> converted = converted(root.repository());
        if (!converted.isEmpty()) {
            throw refusal("git has converted files when it put them there (line endings, or a filter such as that of"
                    + " LFS): " + RawPath.names(converted)
                    + "; name an empty directory, and the files come as they are stored");
        }
    }

    /** Files that are not as long as what git has stored of them. */
    private static List<RawPath> converted(Repository repository) throws IOException {
        List<RawPath> converted = new ArrayList<>();
        DirCache index = repository.readDirCache();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (int i = 0; i < index.getEntryCount(); i++) {
                DirCacheEntry entry = index.getEntry(i);
                boolean isKnown = !entry.isSmudged() && entry.getFileMode().getObjectType() == Constants.OBJ_BLOB;
                if (isKnown && (int) reader.getObjectSize(entry.getObjectId(), Constants.OBJ_BLOB) != entry
                        .getLength()) {
                    converted.add(RawPath.of(entry.getRawPath()));
                }
            }
        }
        return converted;
    }
}
