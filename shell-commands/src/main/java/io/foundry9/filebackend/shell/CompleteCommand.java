package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.FileBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;

/**
 * {@code vault:_complete}, for the profile of a console: what an address that is being typed may go on as. It returns a
 * list of words, of which those that end with {@code :} or {@code /} are not complete yet; whatever goes wrong, there is
 * nothing to offer. A name in which the console would see more than a name (blanks, {@code $(…)}) is not offered: who
 * names a file must not choose what is run. Safe for use by many threads.
 */
final class CompleteCommand implements Function {

    /** Only names of vaults, without a colon. */
    static final String NAMES = "names";
    /** Only what can lead to a directory. */
    static final String DIRECTORIES = "directories";

    private final Vaults vaults;

    CompleteCommand(Vaults vaults) {
        this.vaults = vaults;
    }

    /** @param arguments the word as far as it is typed, and what is wanted if it is not any entry */
    @Override
    public List<String> execute(CommandSession session, List<Object> arguments) {
        String word = arguments.isEmpty() ? "" : String.valueOf(arguments.get(0));
        String wanted = arguments.size() < 2 ? "" : String.valueOf(arguments.get(1));
        if (wanted.equals(NAMES)) {
            return vaults.registry().names();
        }
        List<String> offers = new ArrayList<>();
        Address address = Address.parse(word);
        if (address.vault().isEmpty()) {
            vaults.registry().names().forEach(name -> offers.add(name + ":"));
        }
        Optional<FileBackend> vault = address.vault().or(() -> Call.currentVault(session))
                .flatMap(name -> vaults.registry().find(name));
        vault.ifPresent(backend -> offers.addAll(entries(backend, address, wanted.equals(DIRECTORIES))));
        offers.removeIf(offer -> !offer.equals(Text.quoted(offer)));
        return offers;
    }

    private static List<String> entries(FileBackend backend, Address address, boolean onlyDirectories) {
        String typed = address.path();
        String directory = typed.substring(0, typed.lastIndexOf('/') + 1);
        String before = address.vault().map(name -> name + ":").orElse("") + directory;
        try {
            return backend.list(directory).stream()
                    .filter(info -> info.isDirectory() || !onlyDirectories)
                    .filter(info -> info.name().startsWith(typed.substring(directory.length())))
                    .map(info -> before + info.name() + (info.isDirectory() ? "/" : ""))
                    .toList();
        } catch (RuntimeException e) {
            return List.of(); // who presses TAB wants no error
        }
    }

    @Descriptor("what an address that is being typed may go on as; for the console's profile")
    public Object _complete(CommandSession session, String... arguments) {
        return execute(session, List.of((Object[]) arguments));
    }
}
