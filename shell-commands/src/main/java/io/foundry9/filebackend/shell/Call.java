package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;

/** One run of a command: what it was told, and what it has to work with. For one thread. */
final class Call {

    /** The session's variable with the name of the vault that counts where none is named. */
    static final String CURRENT_VAULT = "VAULT";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

    private final Manual manual;
    private final Problems problems;
    private final Vaults vaults;
    private final CommandSession session;
    private final Console console;
    private final Progress progress;
    private final Output output;
    private final Arguments arguments;

    Call(Manual manual, Vaults vaults, CommandSession session, Console console,
            List<String> words) {
        this.manual = manual;
        this.problems = new Problems(manual);
        this.vaults = vaults;
        this.session = session;
        this.console = console;
        this.progress = new Progress(console.err(), console.errIsTerminal() ? console.width() : 0, System::nanoTime);
        this.output = new Output(console.out(), console.outIsTerminal(), console.outHasColors(), progress);
        this.arguments = Arguments.read(manual, words);
    }

    Console console() {
        return console;
    }

    Output output() {
        return output;
    }

    Vaults vaults() {
        return vaults;
    }

    ShellSessions sessions() {
        return vaults.sessions();
    }

    /** The session that this shell has on a vault. */
    Optional<ShellSessions.Begun> session(String vault) {
        return sessions().find(session, vault);
    }

    CommandSession commandSession() {
        return session;
    }

    Problems problems() {
        return problems;
    }

    /** Whether the option, named in full without dashes, is given. */
    boolean has(String option) {
        return arguments.has(option);
    }

    Optional<String> value(String option) {
        return arguments.value(option);
    }

    /** What is given besides options; as many as there may be. */
    List<String> operands(int fewest, int most) {
        return arguments.operands(fewest, most);
    }

    UsageException misuse(String problem) {
        return manual.misuse(problem);
    }

    /** The entry that an operand names. */
    Place place(String operand) {
        Address address = Address.parse(operand);
        String vault = address.vault().or(this::currentVault).orElseThrow(() -> new CommandFailure(
                (operand.isEmpty() ? "" : Text.printable(operand) + ": ")
                        + "in which vault? Write NAME:path, or choose a vault with vault:use"));
        FileBackend backend = session(vault).<FileBackend>map(ShellSessions.Begun::session)
                .orElseGet(() -> vaults.open(vault));
        Place root = new Place(vault, backend, problems, StorePath.ROOT, true);
        StorePath path = root.ask(any -> StorePath.parse(address.path()));
        return new Place(vault, backend, problems, path, address.endsAsDirectory());
    }

    /** The root of the current vault. */
    Place currentRoot() {
        return place("");
    }

    /** The root of the vault that an operand names, with a colon or without; else that of the current vault. */
    Place vault(Optional<String> operand) {
        Place place = place(operand.map(name -> Address.isNamed(name) ? name : name + ":").orElse(""));
        if (!place.path().isRoot()) {
            throw misuse("a whole vault is meant: write " + place.vault());
        }
        return place;
    }

    Optional<String> currentVault() {
        return currentVault(session);
    }

    static Optional<String> currentVault(CommandSession session) {
        return Optional.ofNullable(session.get(CURRENT_VAULT)).map(Object::toString).filter(name -> !name.isEmpty());
    }

    void use(String vault) {
        session.put(CURRENT_VAULT, vault);
    }

    LocalFile local(String operand) {
        return LocalFile.of(operand, console);
    }

    FailureLog failures(String undone) {
        return new FailureLog(console, progress, undone);
    }

    /** The one line on the terminal that tells how far this run has come. */
    Progress progress() {
        return progress;
    }

    /** The time that an option names, such as {@code 500ms} or {@code 5s}; a bare number is seconds. */
    Duration duration(String option) {
        return duration(option, "");
    }

    /** The same, or another time where the option is not given. */
    Duration duration(String option, String otherwise) {
        String text = value(option).orElse(otherwise);
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw misuse("--" + option + " must be a time such as 500ms, 5s, 2m, 1h, not " + Text.printable(text));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** What {@code -a} names, and is at hand. */
    Optional<ChecksumAlgorithm> algorithm() {
        return value("algorithm").map(name -> {
            try {
                ChecksumAlgorithm algorithm = ChecksumAlgorithm.of(name);
                algorithm.newDigest();
                return algorithm;
            } catch (IllegalArgumentException e) {
                throw misuse(e.getMessage());
            } catch (IllegalStateException e) {
                throw new CommandFailure(e.getMessage(), e);
            }
        });
    }

    /** How to write a file: to overwrite or not as the options say, and with progress. */
    WriteOption[] writeOptions(ProgressListener listener) {
        WriteOption shown = WriteOption.progress(listener);
        return has("overwrite") ? new WriteOption[] {WriteOption.OVERWRITE, shown} : new WriteOption[] {shown};
    }
}
