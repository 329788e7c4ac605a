package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryBackendFactory;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * The commands in a real Gogo, over vaults in memory: {@code home}, whose store the tests may reach behind its back, and
 * {@code other}. What a command prints is caught, and its end is told as the launcher would tell it. For one thread.
 */
final class Bench implements AutoCloseable {

    final MemoryStore store = new MemoryStore();
    final FileBackend home;
    final FileBackend other;
    final VaultManager vaults;
    final FakeConfigurations configurations;
    final Vaults services;
    private final ShellSessions sessions = new ShellSessions();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(null);
    private Path directory = Path.of("").toAbsolutePath();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream to;
    private String current = "";
    private String terminal;
    private volatile CommandSession running;

    Bench() {
        SchemeRegistry schemes = SchemeRegistry.empty();
        schemes.register(new MemoryBackendFactory());
        schemes.register(new SecretFactory());
        schemes.register(new DirectoryFactory());
        vaults = VaultManager.create(schemes);
        home = vaults.register("home", StoreBackend.over(store));
        other = vaults.register("other", StoreBackend.over(new MemoryStore()));
        configurations = new FakeConfigurations(vaults);
        services = new Vaults(vaults, Optional.of(configurations), schemes, sessions);
        ShellCommands.functions(services).forEach((name, function) -> gogo.addCommand("vault", function, name));
    }

    /** How a command ended: its exit status, and what it said. */
    record Result(int status, byte[] bytes, String err, Object value) {

        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return out().lines().toList();
        }
    }

    /** A vault over another store. */
    FileBackend add(String name, Store over) {
        return vaults.register(name, StoreBackend.over(over), VaultOptions.DEFAULTS);
    }

    Bench in(Path where) {
        directory = where;
        return this;
    }

    Bench given(String text) {
        return given(text.getBytes(StandardCharsets.UTF_8));
    }

    Bench given(byte[] bytes) {
        return given(new ByteArrayInputStream(bytes));
    }

    Bench given(InputStream stream) {
        in = stream;
        return this;
    }

    /** Where output goes instead of being caught. */
    Bench printingTo(OutputStream stream) {
        to = stream;
        return this;
    }

    Bench using(String vault) {
        current = vault;
        return this;
    }

    Bench onTerminal() {
        terminal = "xterm-mono";
        return this;
    }

    Bench onColorTerminal() {
        terminal = "xterm";
        return this;
    }

    /** Another command, of Gogo or of anybody. */
    void other(String scope, String name, Function command) {
        gogo.addCommand(scope, command, name);
    }

    /** Puts a command in the place of ours. */
    Bench replace(VaultCommand command) {
        gogo.removeCommand("vault", command.manual().name());
        gogo.addCommand("vault", command, command.manual().name());
        return this;
    }

    /** Calls the method of the command's own name, as a shell does that knows no functions. */
    Result calling(VaultCommand command, String... words) {
        Method method = Stream.of(command.getClass().getMethods())
                .filter(one -> one.getName().equals(command.manual().name())).findAny().orElseThrow();
        method.setAccessible(true);
        gogo.addCommand("test", (Function) (session, arguments) -> method.invoke(command, session, words), "call");
        return type("test:call");
    }

    /** As Ctrl-C does. */
    void interrupt() {
        running.foregroundJob().interrupt();
    }

    /** Runs one command with these very words, as the launcher does. */
    Result run(String command, String... words) {
        return execute("vault:" + command + " $args", List.of(words));
    }

    /** Runs a line as if it was typed. */
    Result type(String line) {
        return execute(line, List.of());
    }

    private Result execute(String line, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (CommandSession session = gogo.createSession(in, to == null ? out : to, err)) {
            running = session;
            session.currentDir(directory);
            session.put("TERM", terminal);
            session.put(Call.CURRENT_VAULT, current);
            session.put("args", words);
            int status = 0;
            Object value = null;
            try {
                value = session.execute(line);
            } catch (Exception e) {
                status = e instanceof IntSupplier told ? told.getAsInt() : -1;
                err.writeBytes((e + "\n").getBytes(StandardCharsets.UTF_8));
            }
            current = Optional.ofNullable(session.get(Call.CURRENT_VAULT)).map(Object::toString).orElse("");
            return new Result(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8), value);
        }
    }

    /** Makes files, each with its own path as content. */
    Bench with(String... paths) {
        Stream.of(paths).forEach(path -> home.create(path, Content.of(path)));
        return this;
    }

    static List<String> tree(FileBackend backend) {
        try (Stream<FileInfo> all = backend.walk("")) {
            return all.map(info -> info.path() + (info.isDirectory() ? "/" : "")).toList();
        }
    }

    @Override
    public void close() {
        sessions.close();
        vaults.close();
        gogo.stop();
    }
}
