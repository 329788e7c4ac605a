package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The contract with inputs that nobody thought of, for those who have jqwik beside JUnit: sequences of operations,
 * patterns and paths are made up, and the backend is compared with a model of the contract. What fails is reported with
 * the seed that makes it fail again.
 *
 * <p>Used like {@link FileBackendContract}: a subclass opens the backend.
 */
public abstract class FileBackendProperties {

    private static final int TRIES = 60;
    private static final Charset ISO = StandardCharsets.ISO_8859_1;

    /** A backend that is empty; each try opens one and closes it. */
    protected abstract FileBackend open() throws Exception;

    @Property(tries = TRIES)
    void anySequenceOfOperationsGoesAsTheModelSays(@ForAll("sequences") List<Step> steps) throws Exception {
        ContractModel model = new ContractModel();
        try (FileBackend backend = open()) {
            List<String> taken = new ArrayList<>();
            for (Step step : steps) {
                String expected = step.takenBy(model);
                taken.add(step + " = " + expected);
                assertThat(step.takenBy(backend)).as("after %s", taken).isEqualTo(expected);
            }
            assertThat(contentsOf(backend)).as("after %s", taken).isEqualTo(contentsOf(model));
        }
    }

    @Property(tries = TRIES)
    void anySessionIsSeenOutsideAtItsEndAndAsTheModelSays(@ForAll("sequences") List<Step> before,
            @ForAll("sequences") List<Step> inside, @ForAll boolean committed) throws Exception {
        ContractModel model = new ContractModel();
        try (FileBackend backend = open()) {
            for (Step step : before) {
                assertThat(step.takenBy(backend)).isEqualTo(step.takenBy(model));
            }
            Map<String, String> old = contentsOf(model);
            List<String> taken = new ArrayList<>(List.of("on " + old.keySet()));
            try (Session session = backend.openSession(Duration.ZERO)) {
                for (Step step : inside) {
                    String expected = step.takenBy(model);
                    taken.add(step + " = " + expected);
                    assertThat(step.takenBy(session)).as("after %s", taken).isEqualTo(expected);
                }
                assertThat(contentsOf(session)).as("inside, after %s", taken).isEqualTo(contentsOf(model));
                assertThat(seenByAnother(backend)).as("outside, after %s", taken).isEqualTo(old);
                if (committed) {
                    session.commit();
                }
            }
            assertThat(contentsOf(backend)).as("committed: %s, after %s", committed, taken)
                    .isEqualTo(committed ? contentsOf(model) : old);
        }
    }

    private static Map<String, String> seenByAnother(FileBackend backend) throws Exception {
        FutureTask<Map<String, String>> look = new FutureTask<>(() -> contentsOf(backend));
        Thread thread = new Thread(look);
        thread.start();
        thread.join();
        return look.get();
    }

    @Property(tries = TRIES)
    void anyPatternFindsWhatTheModelFinds(@ForAll("trees") List<String> paths,
            @ForAll("patterns") List<String> patterns) throws Exception {
        ContractModel model = new ContractModel();
        try (FileBackend backend = open()) {
            for (String path : paths) {
                Step step = new Step(Step.Kind.CREATE, path, "", new byte[0], false);
                assertThat(step.takenBy(backend)).isEqualTo(step.takenBy(model));
            }
            for (String pattern : patterns) {
                assertThat(backend.glob(pattern)).as(pattern).isEqualTo(model.glob(pattern));
                assertThat(backend.glob(pattern, GlobOption.DIRECTORIES_ONLY)).as(pattern)
                        .isEqualTo(model.globDirectories(pattern));
            }
        }
    }

    @Property(tries = TRIES)
    void anyTextIsAPatternOrRefused(@ForAll("scribbles") List<String> patterns) throws Exception {
        try (FileBackend backend = open()) {
            backend.create("a/b", Content.empty());
            for (String pattern : patterns) {
                try {
                    assertThat(backend.glob(pattern, GlobOption.INCLUDE_DIRECTORIES)).isSubsetOf("a", "a/b");
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).as(pattern).containsPattern("\\d");
                }
            }
        }
    }

    @Property(tries = TRIES)
    void anyTextIsAPathOrRefused(@ForAll("scribbles") List<String> paths) throws Exception {
        try (FileBackend backend = open()) {
            for (String path : paths) {
                try {
                    FileInfo info = backend.create(path, Content.of("x"), WriteOption.OVERWRITE);
                    assertThat(info.path()).isNotEmpty().doesNotStartWith("/").doesNotEndWith("/");
                    assertThat(backend.read(path)).isEqualTo(backend.read(info.path()));
                    assertThat(backend.info(info.path()).path()).isEqualTo(info.path());
                    assertThat(contentsOf(backend)).containsKey(info.path());
                } catch (FileBackendException e) {
                    assertThat(e.operation()).isEqualTo("create");
                    assertThat(e.getMessage().codePoints()).noneMatch(Character::isISOControl);
                }
            }
        }
    }

    private static Map<String, String> contentsOf(FileBackend backend) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<FileInfo> all = backend.walk("")) {
            all.forEach(info -> contents.put(info.path(),
                    info.isDirectory() ? "directory" : new String(backend.read(info.path()), ISO)));
        }
        return contents;
    }

    private static Map<String, String> contentsOf(ContractModel model) {
        Map<String, String> contents = new TreeMap<>();
        model.entries().forEach((path, content) -> contents.put(path,
                ContractModel.isDirectory(content) ? "directory" : new String(content, ISO)));
        return contents;
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<byte[]> contents = Arbitraries.strings().ofMaxLength(12)
                .map(text -> text.getBytes(StandardCharsets.UTF_16LE));
        return Combinators.combine(Arbitraries.of(Step.Kind.class), paths(), paths(), contents,
                Arbitraries.of(true, false)).as(Step::new).list().ofMinSize(1).ofMaxSize(40);
    }

    /** Few names, so that operations meet each other, written in many ways. */
    private static Arbitrary<String> paths() {
        Arbitrary<String> name = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of("a", "b", "c")),
                Tuple.of(2, Arbitraries.of("a.b", "ab", ".a", "é", "a b")),
                Tuple.of(1, Arbitraries.of("..", ".", "")));
        Arbitrary<String> separator = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.just("/")),
                Tuple.of(1, Arbitraries.of("\\", "//", "/./")));
        return Combinators.combine(name.list().ofMinSize(1).ofMaxSize(4), separator,
                Arbitraries.of("", "", "", "/")).as((names, between, before) -> before + String.join(between, names));
    }

    @Provide
    Arbitrary<List<String>> trees() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "c", "aa", "ab", "abc", ".a", "é", "a.b");
        return name.list().ofMinSize(1).ofMaxSize(4).map(names -> String.join("/", names)).list().ofMaxSize(15);
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> atom = Arbitraries.of("a", "b", "c", "é", ".", "a", "?", "[ab]", "[a-c]", "[!a]", "[!b-c]",
                "{a,b}", "{a,bc,?}", "{a,}", "{[ab],{b,c}a}", "\\a", "\\.");
        Arbitrary<String> segment = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("**")),
                Tuple.of(2, Arbitraries.just("*")),
                Tuple.of(6, Combinators.combine(atom.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("", "", "*")).as((atoms, between) -> String.join(between, atoms))));
        return segment.list().ofMinSize(1).ofMaxSize(4).map(segments -> String.join("/", segments))
                .filter(NaiveGlob::isSound).list().ofMinSize(1).ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<String>> scribbles() {
        return Arbitraries.strings().withChars("ab/\\.*?[]{},!-\u0000\n é\u0085\uD83D\uDE00:|").ofMaxLength(12).list()
                .ofMaxSize(12);
    }
}
