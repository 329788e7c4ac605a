package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Another face of what is behind a vault, as {@link VaultHandle#as} gives it out: each call takes a lease and asks the
 * backend of that moment for the face, which it may not have any more after a swap.
 */
final class LeasedExtension implements InvocationHandler {

    private final Class<?> type;
    private final Vault vault;
    private final InsideSessions inside;

    private LeasedExtension(Class<?> type, Vault vault, InsideSessions inside) {
        this.type = type;
        this.vault = vault;
        this.inside = inside;
    }

    static <T> T of(Class<T> type, Vault vault, InsideSessions inside) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new LeasedExtension(type, vault, inside)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> type.getSimpleName() + " of vault '" + vault.name() + "'";
            };
        }
        try {
            return call(method, arguments);
        } catch (FileBackendException e) {
            throw e.during(method.getName());
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        LeasedSession session = inside.current();
        Lease lease = session != null ? session.lease().another() : vault.keep(vault.lease());
        boolean held = false;
        try {
            FileBackend backend = session != null ? session : lease.backend();
            Object target = backend.as(type).orElseThrow(() -> new InvalidOperationException(
                    Reason.UNSUPPORTED, "", "what is behind vault '" + vault.name() + "' now has no such operation"));
            Object made = method.invoke(target, arguments);
            if (session == null && lease.generation().isMoved()) { // it was done where nobody looks any more
                throw new BackendUnavailableException("", "the content of the vault '" + vault.name()
                        + "' was moved to another place meanwhile; try again");
            }
            Object result = VaultHandle.hold(made, lease);
            held = true;
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (!held) {
                lease.run();
            }
        }
    }
}
