package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A single command of the launcher, from its start to its end. */
final class StartUp implements Subject {
    private static final double LIMIT_SECONDS = 2;

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("start", "Start",
                "The whole process of `./vault ls home:/`: the platform starts, answers and ends.");
        Path home = Files.createDirectories(settings.disk().resolve("start"));
        Standing standing = chapter.add(new Race("./vault ls home:/", Unit.OPERATIONS, 1)
                .add(Contestant.command("./vault ls home:/", home, List.of(settings.vault().toString(), "--home",
                        home.toString(), "ls", "home:/")))
                .run(settings.rounds() * 2));
        chapter.add(Goal.atMost("from the start of `./vault` to the result of `ls`",
                standing.seconds("./vault ls home:/").median(), LIMIT_SECONDS, " s"));
        Trees.delete(home);
        return chapter;
    }
}
