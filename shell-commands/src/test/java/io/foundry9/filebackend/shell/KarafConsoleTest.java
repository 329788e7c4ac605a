package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The commands in Karaf's console, which asks each of them how a line may go on. */
class KarafConsoleTest {

    @TempDir Path directory;
    private final List<Command> registered = new ArrayList<>();
    private Bench bench;
    private Runnable closing;
    private Session session;

    /** An answer to the methods of an interface by name; all others answer nothing. */
    private static <T> T fake(Class<T> type, Map<String, InvocationHandler> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> switch (method.getName()) {
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> methods.getOrDefault(method.getName(), (self, same, given) -> null)
                            .invoke(proxy, method, args);
                }));
    }

    @BeforeEach
    void open() {
        bench = new Bench().in(directory);
        Registry registry = fake(Registry.class, Map.of(
                "register", (proxy, method, args) -> registered.add((Command) args[0]),
                "unregister", (proxy, method, args) -> registered.remove(args[0]),
                "getCommands", (proxy, method, args) -> List.copyOf(registered)));
        SessionFactory factory = fake(SessionFactory.class, Map.of("getRegistry", (proxy, method, args) -> registry));
        ServiceReference<?> reference = fake(ServiceReference.class, Map.of());
        BundleContext context = fake(BundleContext.class, Map.of(
                "getServiceReferences", (proxy, method, args) -> new ServiceReference<?>[] {reference},
                "getService", (proxy, method, args) -> factory,
                "ungetService", (proxy, method, args) -> true));
        CommandSession gogo = fake(CommandSession.class, Map.of());
        session = fake(Session.class, Map.of(
                "get", (proxy, method, args) -> gogo,
                "getRegistry", (proxy, method, args) -> registry,
                "currentDir", (proxy, method, args) -> directory));
        registered.add(new Other("shell", "cat"));
        closing = KarafConsole.open(context, bench.services);
    }

    @AfterEach
    void close() {
        closing.run();
        assertThat(registered).extracting(Command::getScope).containsExactly("shell");
        bench.close();
    }

    /** A command of somebody else. */
    private record Other(String scope, String name) implements Command {
        @Override
        public String getScope() {
            return scope;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getDescription() {
            return name;
        }

        @Override
        public Completer getCompleter(boolean scoped) {
            return null;
        }

        @Override
        public Parser getParser() {
            return null;
        }

        @Override
        public Object execute(Session session, List<Object> arguments) {
            return null;
        }
    }

    /** Words with the cursor at the end of the last. */
    private record Line(String... words) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return words.length - 1;
        }

        @Override
        public String getCursorArgument() {
            return words[words.length - 1];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public String[] getArguments() {
            return words;
        }

        @Override
        public int getBufferPosition() {
            return getBuffer().length();
        }

        @Override
        public String getBuffer() {
            return String.join(" ", words);
        }
    }

    /** What all commands together offer; what may still go on is marked. */
    private List<String> offered(String... words) {
        List<Candidate> candidates = new ArrayList<>();
        for (Command command : registered) {
            if (command.getCompleter(false) != null) {
                command.getCompleter(false).completeCandidates(session, new Line(words), candidates);
            }
        }
        return candidates.stream().map(each -> each.value() + (each.complete() ? "" : "…")).sorted().toList();
    }

    @Test
    void everyCommandIsThereWithItsSummary() {
        assertThat(registered).extracting(Command::getName).contains("ls", "put", "help", "swap")
                .doesNotContain("_complete");
        Command swap =
                registered.stream().filter(command -> command.getName().equals("swap")).findFirst().orElseThrow();
        assertThat(swap.getScope()).isEqualTo("vault");
        assertThat(swap.getDescription()).contains("behind a vault");
        assertThat(swap.getParser()).isNull();
    }

    @Test
    void aNameIsCompletedAndItsShortFormWhereNobodyElseHasIt() {
        assertThat(offered("vault:sna")).containsExactly("vault:snapshot", "vault:snapshots");
        assertThat(offered("sna")).containsExactly("snapshot", "snapshots");
        assertThat(offered("ca")).isEmpty();
        assertThat(offered("vault:ca")).containsExactly("vault:cat");
    }

    @Test
    void vaultsAndPathsAreCompleted() {
        bench.run("mkdir", "home:/deep");
        bench.run("write", "home:/a.txt", "x");

        assertThat(offered("vault:cat", "ho")).containsExactly("home:…");
        assertThat(offered("vault:cat", "home:/")).containsExactly("home:/a.txt", "home:/deep/…");
        assertThat(offered("cat", "home:/")).as("that is another cat").isEmpty();
        assertThat(offered("vault:remove", "h")).containsExactly("home");
        assertThat(offered("vault:schemes", "")).isEmpty();
    }

    @Test
    void optionsAndTheirValuesAreCompleted() {
        assertThat(offered("vault:swap", "--")).containsExactly("--copy", "--debug", "--help", "--transient");
        assertThat(offered("vault:checksum", "-a", "sha")).containsExactly("sha256", "sha512");
        assertThat(offered("vault:checksum", "-a", "md5", "ho")).containsExactly("home:…");
        assertThat(offered("vault:session", "be")).containsExactly("begin");
        assertThat(offered("vault:session", "begin", "ho")).containsExactly("home:…");
    }

    @Test
    void localFilesAreCompletedWhereTheyAreMeant() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "x");
        Files.createDirectories(directory.resolve("more/below"));

        assertThat(offered("vault:put", "m")).containsExactly("mine.txt", "more/…");
        assertThat(offered("vault:put", "more/")).containsExactly("more/below/…");
        assertThat(offered("vault:put", "nosuch/")).isEmpty();
        assertThat(offered("vault:put", "mine.txt", "ho")).containsExactly("home:…");
    }

    @Test
    void theOlderWayToAskTellsWhereTheWordBegins() {
        Completer completer = registered.stream().filter(command -> command.getName().equals("swap")).findFirst()
                .orElseThrow().getCompleter(true);
        List<String> candidates = new ArrayList<>();

        assertThat(completer.complete(session, new Line("vault:swap", "--co"), candidates)).isEqualTo(11);
        assertThat(candidates).containsExactly("--copy");
        assertThat(completer.complete(session, new Line("vault:ls", "--co"), candidates)).isEqualTo(-1);
    }
}
