package io.foundry9.filebackend.launcher;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * One session with the command processor of the platform. The launcher lives outside the framework and shares no class
 * with its bundles, so it calls the processor by reflection, here and nowhere else. One thread runs commands; any other
 * may close the session, which interrupts the command.
 */
final class Shell implements AutoCloseable {
    static final String SCOPE = "vault";
    private static final String SERVICE = "org.apache.felix.service.command.CommandProcessor";

    private final Class<?> type;
    private final Object session;

    private Shell(Class<?> type, Object session) {
        this.type = type;
        this.session = session;
    }

    /** Standard input is given as the bare descriptor: a read of it can then be interrupted. */
    static Shell open(BundleContext context, OutputStream out, OutputStream err) throws Exception {
        ServiceReference<?> reference = context.getServiceReference(SERVICE);
        if (reference == null) {
            throw new IllegalStateException("the bundle with the command processor is missing or did not start");
        }
        Object processor = context.getService(reference);
        ClassLoader loader = processor.getClass().getClassLoader();
        Object session = call(() -> loader.loadClass(SERVICE)
                .getMethod("createSession", InputStream.class, OutputStream.class, OutputStream.class)
                .invoke(processor, new FileInputStream(FileDescriptor.in), out, err));
        Shell shell = new Shell(loader.loadClass("org.apache.felix.service.command.CommandSession"), session);
        shell.put("SCOPE", SCOPE + ":*");
        return shell;
    }

    /** The names of the commands for vaults, sorted; those that are not for people begin with an underscore. */
    Set<String> commands() throws Exception {
        Set<String> names = new TreeSet<>();
        for (Object name : (Set<?>) call(() -> type.getMethod("get", String.class).invoke(session, ".commands"))) {
            String scoped = name.toString();
            if (scoped.startsWith(SCOPE + ":") && !scoped.startsWith(SCOPE + ":_")) {
                names.add(scoped.substring(SCOPE.length() + 1));
            }
        }
        return names;
    }

    /** A command may be named as the help and the advice in messages name it, with its scope. */
    static String unscoped(String command) {
        return command.startsWith(SCOPE + ":") ? command.substring(SCOPE.length() + 1) : command;
    }

    /** Runs one command; its arguments reach it as they are, whatever they contain: they are never parsed. */
    void run(String command, List<String> arguments) throws Exception {
        put("args", arguments);
        execute(SCOPE + ":" + command + " $args");
    }

    /** Runs a piece of a script. */
    void execute(CharSequence script) throws Exception {
        call(() -> type.getMethod("execute", CharSequence.class).invoke(session, script));
    }

    /** Whether a script failed because it stops in the middle of something: more lines may complete it. */
    static boolean isIncomplete(Exception failure) {
        return failure instanceof EOFException && failure.getCause() != null
                && failure.getCause().getClass().getSimpleName().equals("EOFError");
    }

    private void put(String name, Object value) throws Exception {
        call(() -> type.getMethod("put", String.class, Object.class).invoke(session, name, value));
    }

    @Override
    public void close() {
        try {
            type.getMethod("close").invoke(session);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot close the session", e);
        }
    }

    /** A reflective call that fails as the called method did. */
    private static Object call(Reflective call) throws Exception {
        try {
            return call.invoke();
        } catch (InvocationTargetException | ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static Exception unwrapped(Exception failure) throws Exception {
        Throwable cause = failure;
        while ((cause instanceof InvocationTargetException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) cause;
    }

    private interface Reflective {
        Object invoke() throws Exception;
    }
}
