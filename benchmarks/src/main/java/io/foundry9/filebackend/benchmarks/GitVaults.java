package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.api.Git;

/** Commits in small and large repositories, and what a history costs. */
final class GitVaults implements Subject {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int COMMITS = 20;
    private static final String OURS = "session of one write";

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("git", "Git vaults",
                "A file is written and committed, here without a push, in work trees of two sizes. The command line is two "
                        + "processes, `git add FILE` and `git commit`; JGit's porcelain does the same in this JVM.");
        commit(chapter, settings, settings.count(1000), 0.4);
        commit(chapter, settings, settings.count(50_000), 0.1);
        info(chapter, settings);
        return chapter;
    }

    private static void commit(Chapter chapter, Settings settings, int files, double limit) throws Exception {
        Path folder = Files.createDirectories(settings.disk().resolve("git"));
        Path remote = Histories.make(folder.resolve("remote.git"), Trees.names(files), 1);
        Path plain = folder.resolve("plain");
        Path porcelain = folder.resolve("porcelain");
        for (Path clone : List.of(plain, porcelain)) {
            Git.cloneRepository().setURI(remote.toUri().toString()).setDirectory(clone.toFile()).call().close();
            Files.writeString(clone.resolve(".git/config"),
                    "[user]\nname = bench\nemail = bench@example.com\n[gc]\nauto = 0\n[maintenance]\nauto = false\n",
                    StandardOpenOption.APPEND);
        }
        AtomicInteger number = new AtomicInteger();
        String peer = "git add, git commit";
        try (FileBackend ours = open(remote, folder.resolve("ours")); Git jgit = Git.open(porcelain.toFile())) {
            Standing standing = chapter.add(
                    new Race("%d commits of one file among %,d".formatted(COMMITS, files), Unit.OPERATIONS, COMMITS)
                            .add(Contestant.method(OURS, () -> {
                                for (int i = 0; i < COMMITS; i++) {
                                    try (Session session = ours.openSession(Duration.ofSeconds(10))) {
                                        session.write("dir00000/new.txt",
                                                Content.of(number.incrementAndGet() + "\n"), WriteOption.OVERWRITE);
                                        session.commit();
                                    }
                                }
                            }))
                            .addIfHere("git", Contestant.command(peer, plain, List.of("sh", "-c", """
                                    set -e
                                    for i in $(seq %d); do
                                        date +%%N$i > dir00000/new.txt
                                        git add dir00000/new.txt
                                        git commit -q -m New
                                    done""".formatted(COMMITS))))
                            .add(Contestant.method("JGit's porcelain", () -> {
                                for (int i = 0; i < COMMITS; i++) {
                                    Files.writeString(porcelain.resolve("dir00000/new.txt"),
                                            number.incrementAndGet() + "\n");
                                    jgit.add().addFilepattern("dir00000/new.txt").call();
                                    jgit.commit().setMessage("New").setSign(false).call();
                                }
                            }))
                            .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(standing, OURS, peer, limit);
        }
        Trees.delete(folder);
    }

    private static void info(Chapter chapter, Settings settings) throws Exception {
        Path folder = Files.createDirectories(settings.disk().resolve("git"));
        List<String> names = Trees.names(settings.count(10_000));
        Path remote = Histories.make(folder.resolve("remote.git"), names, names.size());
        Path tree = folder.resolve("ours");
        open(remote, tree).close();
        String one = "opening and one info";
        String all = "opening and an info of each file";
        Standing standing =
                chapter.add(new Race("info with times, %,d files from as many commits".formatted(names.size()),
                        Unit.OPERATIONS, names.size())
                        .add(Contestant.method(all, () -> {
                            try (FileBackend ours = open(remote, tree)) {
                                names.forEach(ours::info);
                            }
                        }))
                        .add(Contestant.method(one, () -> {
                            try (FileBackend ours = open(remote, tree)) {
                                ours.info(names.get(0));
                            }
                        }))
                        .addIfHere("git", Contestant.command("git log --name-only", tree,
                                List.of("git", "log", "--name-only", "--format=%H %ct")))

                        .warmUp(WARM_UP).run(settings.rounds()));
        chapter.add(Goal.ratio("an info of each of %,d files after as many commits, against one walk by git log"
                .formatted(names.size()), standing.ratio(all, "git log --name-only"), 2));
        chapter.remark("Times come from one walk of the history, whatever the number of files; what it finds is kept.");
        Trees.delete(folder);
    }

    private static FileBackend open(Path remote, Path tree) {
        return SchemeRegistry.discover().open("git+file://" + remote + "@main?path=" + tree);
    }
}
