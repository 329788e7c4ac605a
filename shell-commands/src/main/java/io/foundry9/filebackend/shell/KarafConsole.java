package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The commands in Karaf's console, as long as it is there. Karaf would take Gogo's commands over by itself, but complete
 * nothing of them. The one class, with those it leads to, that needs Karaf.
 */
final class KarafConsole extends ServiceTracker<SessionFactory, List<KarafCommand>> {

    private final List<VaultCommand> commands;
    private final CompletionRules rules;
    private final CompleteCommand addresses;

    private KarafConsole(BundleContext context, Vaults vaults) {
        super(context, SessionFactory.class, null);
        this.commands = ShellCommands.commands(vaults);
        this.rules = new CompletionRules(commands.stream().map(VaultCommand::manual).toList());
        this.addresses = new CompleteCommand(vaults);
    }

    /** @return what takes the commands back */
    static Runnable open(BundleContext context, Vaults vaults) {
        KarafConsole console = new KarafConsole(context, vaults);
        console.open();
        return console::close;
    }

    @Override
    public List<KarafCommand> addingService(ServiceReference<SessionFactory> reference) {
        SessionFactory console = context.getService(reference);
        List<KarafCommand> added = new ArrayList<>();
        for (VaultCommand command : commands) {
            KarafCommand one = new KarafCommand(command, new KarafCompleter(command.manual(), rules, addresses));
            console.getRegistry().register(one);
            added.add(one);
        }
        return added;
    }

    @Override
    public void removedService(ServiceReference<SessionFactory> reference, List<KarafCommand> added) {
        SessionFactory console = context.getService(reference);
        if (console != null) {
            added.forEach(console.getRegistry()::unregister);
            context.ungetService(reference); // this one's
        }
        context.ungetService(reference); // that of the beginning
    }
}
