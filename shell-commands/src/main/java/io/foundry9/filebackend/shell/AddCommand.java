package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultOptions;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:add}. */
final class AddCommand extends VaultCommand {

    private static final String SUMMARY = "make a vault of what a URI names";
    private static final String MANUAL = """
            usage: vault:add [OPTION...] NAME URI

            Makes what the URI names a vault of that name, for good: it is there again
            after a restart. vault:schemes tells which URIs there are. A relative file:
            URI is made absolute.

            A secret in the URI is given by reference, as env:NAME or file:/path; one that
            stands there in clear would have to be stored, and is refused, unless the vault
            is transient.

                  --layers=LAYERS      what to put around the backend, such as retry=3
                  --lock-timeout=TIME  how long to wait for a lock, such as 500ms or 5s
                  --read-only          refuse to change anything in it
                  --transient          only until this process ends

            examples:
              vault:add docs file:///home/me/docs
              vault:add inbox 'file:///var/inbox?create_root=true' --read-only
            """;

    AddCommand(Vaults vaults) {
        super("add", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(2, 2);
        String name = operands.get(0);
        String uri = operands.get(1);
        VaultOptions options = options(call);
        if (!call.has("transient") && call.vaults().holdsSecret(uri)) {
            throw refusedSecret(name);
        }
        Vaults.about(name, () -> {
            if (call.has("transient")) {
                call.vaults().registry().register(name, uri, options);
            } else {
                configurations(name, call).add(name, uri, options);
            }
            return null;
        });
    }

    static CommandFailure refusedSecret(String name) {
        return new CommandFailure(Text.printable(name) + ": the URI has a secret in it, which would have to be stored;"
                + " write env:NAME or file:/path in its place, or use --transient");
    }

    static VaultConfigurations configurations(String name, Call call) {
        return call.vaults().configurations().orElseThrow(() -> new CommandFailure(Text.printable(name)
                + ": there is nothing here that keeps vaults; use --transient, or install a ConfigAdmin"));
    }

    private static VaultOptions options(Call call) {
        VaultOptions options = VaultOptions.DEFAULTS.withReadOnly(call.has("read-only"));
        if (call.value("lock-timeout").isPresent()) {
            options = options.withLockTimeout(call.duration("lock-timeout"));
        }
        return call.value("layers").map(options::withLayers).orElse(options);
    }

    @Descriptor(SUMMARY)
    public Object add(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
