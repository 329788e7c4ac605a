package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Registers the commands, one service each, as long as there are vaults to command. One component for all of them: a
 * start of the platform, often for a single command, pays for one.
 */
@Component(service = {}, immediate = true)
public final class ShellCommands {

    static final String SCOPE = "vault";
    /** Set by Karaf, always. */
    private static final String KARAF = "karaf.home";
    private static final String DESCRIPTION = "osgi.command.description";

    private final ShellSessions sessions = new ShellSessions();
    private final List<Runnable> ends = new ArrayList<>();

    /** @param configurations null where nothing keeps vaults over a restart */
    @Activate
    public ShellCommands(BundleContext context, @Reference VaultRegistry registry, @Reference BackendResolver resolver,
            @Reference(
                    cardinality = ReferenceCardinality.OPTIONAL,
                    policyOption = ReferencePolicyOption.GREEDY) VaultConfigurations configurations) {
        Vaults vaults = new Vaults(registry, Optional.ofNullable(configurations), resolver, sessions);
        if (context.getProperty(KARAF) == null) {
            functions(vaults).forEach((name, function) -> register(context, name, function));
        } else {
            ends.add(KarafConsole.open(context, vaults));
        }
    }

    /** All functions of the scope by name: the commands that people use, and what completes them. */
    static Map<String, Function> functions(Vaults vaults) {
        Map<String, Function> functions = new LinkedHashMap<>();
        List<VaultCommand> commands = commands(vaults);
        commands.forEach(command -> functions.put(command.manual().name(), command));
        functions.put("_complete", new CompleteCommand(vaults));
        functions.put("_completions", new CompletionRules(commands.stream().map(VaultCommand::manual).toList()));
        functions.put("_unknown", new UnknownCommand());
        functions.put("_steady", new SteadyCommand());
        return functions;
    }

    private void register(BundleContext context, String name, Function function) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, SCOPE);
        properties.put(CommandProcessor.COMMAND_FUNCTION, name);
        if (function instanceof VaultCommand command) {
            properties.put(DESCRIPTION, command.manual().summary());
        }
        ServiceRegistration<Function> registration = context.registerService(Function.class, function, properties);
        ends.add(registration::unregister);
    }

    /** All commands that people use, in the order in which help lists them. */
    static List<VaultCommand> commands(Vaults vaults) {
        List<VaultCommand> commands = new ArrayList<>();
        commands.addAll(List.of(new AddCommand(vaults), new ListCommand(vaults), new RemoveCommand(vaults),
                new SchemesCommand(vaults), new SessionCommand(vaults), new ShowCommand(vaults),
                new SwapCommand(vaults), new UseCommand(vaults)));
        commands.addAll(List.of(new AppendCommand(vaults), new CatCommand(vaults), new CheckCommand(vaults),
                new ChecksumCommand(vaults), new CpCommand(vaults), new FindCommand(vaults), new GetCommand(vaults),
                new LsCommand(vaults),
                new MirrorCommand(vaults), new MkdirCommand(vaults), new MvCommand(vaults), new PutCommand(vaults),
                new RmCommand(vaults),
                new StatCommand(vaults), new TreeCommand(vaults), new VerifyCommand(vaults),
                new WriteCommand(vaults)));
        commands.addAll(List.of(new AbortCommand(vaults), new AcceptCommand(vaults), new ConflictsCommand(vaults),
                new DiffCommand(vaults), new GcCommand(vaults), new LogCommand(vaults), new PullCommand(vaults),
                new PushCommand(vaults), new ResolveCommand(vaults), new RestoreCommand(vaults),
                new SearchCommand(vaults), new SnapshotCommand(vaults), new SnapshotsCommand(vaults),
                new StatusCommand(vaults), new SyncCommand(vaults)));
        commands.add(new HelpCommand(vaults, () -> commands));
        return List.copyOf(commands);
    }

    @Deactivate
    void stop() {
        ends.forEach(Runnable::run);
        sessions.close();
    }
}
