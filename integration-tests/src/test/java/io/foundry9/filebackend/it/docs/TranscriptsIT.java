package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.it.docs.Transcript.Step;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that the pages show of a shell is typed, page by page and line by line, and prints what they show: exactly, but for
 * {@code …}, which stands for anything, alone on a line for any lines; for times, ids of commits and the width of
 * columns. A command without output prints none, unless a remark behind it tells of it. One that shows an error fails,
 * every other succeeds.
 *
 * <p>Each page has a folder of its own, {@code /home/me}, in which lies what lies in the project or in the unpacked
 * archive, a {@code /srv}, an empty repository at {@code git.example.com}, and OpenAI's service.
 */
class TranscriptsIT {

    private static final int AT_ONCE = 2;
    private static final Pattern PORT = Pattern.compile("--port (\\d{5})");
    private static final long PATIENCE_MINUTES = 4;

    /** Thirty programs are started there, whose modules test what they print; typed in the long form only. */
    private static final String MANY_PROGRAMS = "docs/examples.md";
    private static final boolean LONG = Boolean.getBoolean("f9.long");

    /** What is shown, but not typed here, and why. */
    private static final Map<String, String> NOT_TYPED = Map.of(
            "ssh-keyscan git.example.com >> ~/.ssh/known_hosts", "asks a host of the network",
            "git -C /srv/docs remote set-url origin https://git.example.com/team/docs.git",
            "needs what the library for Python has left",
            "./vault stat --json home:/hello.txt | jq -r .modified", "needs jq",
            "echo 'vault:cat docs:/notes/a.txt' | bin/client -b", "is Karaf's, and typed in KarafIT");

    /** What stays while other commands are typed, in another terminal. */
    private static final List<String> STAYS = List.of("./vault openai-emulator", "./vault serve");

    @FunctionalInterface
    private interface Deed {
        void on(FileBackend repository);
    }

    /** What somebody else does, at the same repository. */
    private static final Map<String, Deed> ELSEWHERE = Map.of(
            "# meanwhile somebody else writes apples;2 into prices.csv and deletes other.txt", repository -> {
                repository.write("prices.csv", Content.of("apples;2"));
                repository.delete("other.txt");
            });

    private static final String PROGRAM =
            "integration-tests/src/test/java/" + FirstSteps.class.getName().replace('.', '/') + ".java";
    private static final String REPOSITORY = "git.example.com/team/docs.git";

    @TempDir Path top;

    /** What stands on the pages, and what is typed instead; what is printed is put back. */
    private static Map<String, String> substitutes(Path world, OpenAiEmulator openAi, List<Step> steps)
            throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("git+https://git.example.com/", "git+file://" + world.resolve("git.example.com") + "/");
        table.put("/home/me/", world.resolve("me") + "/");
        table.put("/srv/", world.resolve("srv") + "/");
        table.put("distribution/target/dist/", System.getProperty("f9.dist") + "/");
        table.put("sk-…", "sk-mine");
        table.put("vs_abc123?", openAi.createVectorStore("abc") + "?base_url=" + openAi.baseUrl() + "&");
        table.put("openai+vector://?name=papers&create", "openai+vector://?base_url=" + openAi.baseUrl()
                + "&name=papers&create");
        for (Step step : steps) {
            Matcher port = PORT.matcher(step.command());
            if (port.find()) {
                table.put(port.group(1), Integer.toString(freePort()));
            }
        }
        return table;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatThePagesShowIsWhatHappens() throws IOException {
        Map<String, List<Step>> pages = new LinkedHashMap<>();
        for (String page : Pages.all()) {
            List<Step> steps = Transcript.of(page);
            if (!steps.isEmpty() && (LONG || !page.equals(MANY_PROGRAMS))) {
                pages.put(page, steps);
            }
        }
        assertThat(pages).containsKeys("README.md", "docs/git.md", "docs/openai.md");
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Future<List<String>>> differences = new ConcurrentHashMap<>();
        pages.entrySet().stream().sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(page -> differences.put(page.getKey(), people.submit(() -> type(page.getKey(),
                        page.getValue()))));
        people.shutdown();
        return pages.keySet().stream().map(page -> DynamicTest.dynamicTest(page, () -> assertThat(
                differences.get(page).get(PATIENCE_MINUTES, TimeUnit.MINUTES)).isEmpty()));
    }

    private List<String> type(String page, List<Step> steps) throws Exception {
        long start = System.nanoTime();
        Path world = Files.createDirectory(top.resolve(page.replace('/', '-'))).toRealPath();
        List<String> differences = new ArrayList<>();
        try (OpenAiEmulator openAi = OpenAiEmulator.strict().apiKeys("sk-mine", "sk-emulator").start();
                Terminal terminal = open(world, steps)) {
            Map<String, String> substitutes = substitutes(world, openAi, steps);
            for (Step step : steps) {
                String difference = type(step, terminal, substitutes, world);
                if (!difference.isEmpty()) {
                    differences.add(page + ":" + step.line() + ": " + difference);
                }
            }
        }
        System.out.printf("%s: %d commands in %.1f s%n", page, steps.size(), (System.nanoTime() - start) / 1e9);
        return differences;
    }

    private static Terminal open(Path world, List<Step> steps) throws IOException, GitAPIException {
        Path me = Files.createDirectory(world.resolve("me"));
        Files.createDirectories(me.resolve("bin"));
        Files.createDirectory(world.resolve("srv"));
        Git.init().setBare(true).setInitialBranch("main").setDirectory(world.resolve(REPOSITORY).toFile()).call()
                .close();
        Terminal terminal = Terminal.in(me, world);
        Files.writeString(me.resolve("commands.txt"), "write --overwrite home:/a.txt one\nls home:/\n");
        for (Path thing : things()) {
            if (steps.stream().anyMatch(step -> step.command().contains(thing.getFileName().toString()))) {
                terminal.run("cp -r " + thing + " .");
            }
        }
        return terminal;
    }

    /** What lies there in the project after a build, in the unpacked archive, or was downloaded. */
    private static List<Path> things() {
        Path dist = Path.of(System.getProperty("f9.dist"));
        Path archive = Path.of(System.getProperty("f9.archive") + ".tar.gz");
        return List.of(Pages.ROOT.resolve("README.md"), Pages.ROOT.resolve("docs"), Pages.ROOT.resolve("examples"),
                Pages.ROOT.resolve(PROGRAM), dist.resolve("extras"), archive.normalize(),
                jar("org.apache.felix.eventadmin"));
    }

    private static Path jar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
    }

    /** Does a step; what is not as shown, or nothing. */
    private static String type(Step step, Terminal terminal, Map<String, String> substitutes, Path world)
            throws IOException, InterruptedException {
        if (NOT_TYPED.containsKey(step.command())) {
            return "";
        }
        if (ELSEWHERE.containsKey(step.command())) {
            elsewhere(ELSEWHERE.get(step.command()), world);
            return "";
        }
        String command = step.command();
        for (Map.Entry<String, String> substitute : substitutes.entrySet()) {
            command = command.replace(substitute.getKey(), substitute.getValue());
        }
        if (STAYS.stream().anyMatch(command::startsWith) && !command.endsWith("&")) {
            String output = terminal.start(command,
                    text -> Transcript.isShown(step.shown(), asOnThePage(text, substitutes)));
            return difference(step, asOnThePage(output, substitutes));
        }
        Terminal.Answer answer = terminal.run(command);
        String output = asOnThePage(answer.output(), substitutes);
        if (!step.mayEndWith(answer.status())) {
            return step.command() + "\nends with status " + answer.status() + " and prints:\n" + output;
        }
        return step.isOnlyRemarked() ? "" : difference(step, output);
    }

    private static String difference(Step step, String output) {
        return Transcript.isShown(step.shown(), output)
                ? ""
                : step.command() + "\nshows:\n" + String.join("\n", step.shown()) + "\nbut prints:\n" + output;
    }

    private static String asOnThePage(String output, Map<String, String> substitutes) {
        String text = output;
        for (Map.Entry<String, String> substitute : substitutes.entrySet()) {
            text = text.replace(substitute.getValue(), substitute.getKey());
        }
        return text;
    }

    private static void elsewhere(Deed deed, Path world) throws IOException {
        Path place = Files.createTempDirectory(world, "elsewhere");
        String uri = "git+file://" + world.resolve(REPOSITORY) + "@main?path=" + place;
        try (FileBackend repository = SchemeRegistry.discover().open(uri)) {
            deed.on(repository);
            repository.as(SyncFileBackend.class).orElseThrow().push();
        }
    }
}
