package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncStatus;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultRegistry;
import io.foundry9.filebackend.vault.VaultState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.ResultLog.Entry;

/**
 * Whether a vault can be used now: how it stands, whether its root answers, whether it can be written (which is not
 * tried), and how it stands to its remote place, if it has one, as far as is known here. Safe for use by many threads.
 */
final class VaultHealthCheck implements HealthCheck {

    /** In all. Those who run health checks give up after two seconds, unless they are told otherwise. */
    static final Duration LIMIT = Duration.ofMillis(1500);

    private final String name;
    private final VaultRegistry registry;

    VaultHealthCheck(String name, VaultRegistry registry) {
        this.name = name;
        this.registry = registry;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        try {
            check(log);
        } catch (UnknownVaultException e) {
            add(log, Status.WARN, "the vault has just been removed");
        } catch (NoAnswerException e) {
            add(log, e.status(), e.getMessage());
        }
        return new Result(log);
    }

    private void check(ResultLog log) throws NoAnswerException {
        Deadline deadline = new Deadline(LIMIT);
        VaultInfo vault = registry.info(name);
        if (vault.state() == VaultState.WAITING) {
            throw new NoAnswerException(Status.TEMPORARILY_UNAVAILABLE, reason(vault));
        }
        AsyncFileBackend files = registry.get(name).async();
        root(vault, files, deadline);
        add(log, Status.OK, "reachable");
        Capabilities can = capabilities(files);
        add(log, Status.OK, writing(vault, can));
        if (can.extensions().contains(SyncFileBackend.class)) {
            remote(files, deadline, log);
        }
    }

    /** A vault that has failed is asked too: for a passing reason, whoever needs it next has it opened again. */
    private static void root(VaultInfo vault, AsyncFileBackend files, Deadline deadline) throws NoAnswerException {
        try {
            deadline.await(files.info(""));
        } catch (NoAnswerException e) {
            throw vault.state() == VaultState.FAILED ? new NoAnswerException(Status.CRITICAL, reason(vault)) : e;
        }
    }

    private static String reason(VaultInfo vault) {
        return vault.reason().orElse("there is no backend behind it now");
    }

    private static Capabilities capabilities(AsyncFileBackend files) throws NoAnswerException {
        try {
            return files.capabilities();
        } catch (FileBackendException e) {
            throw NoAnswerException.of(e);
        }
    }

    private static String writing(VaultInfo vault, Capabilities can) {
        if (can.has(Feature.WRITES)) {
            return "can be written";
        }
        return vault.options().readOnly() ? "read-only, as its options say" : "read-only, as its backend is";
    }

    /** The vault itself works: whatever is wrong here is for somebody to look at, and no outage. */
    private static void remote(AsyncFileBackend files, Deadline deadline, ResultLog log) {
        try {
            tell(deadline.await(files.with(SyncFileBackend.class, SyncFileBackend::status)), log);
        } catch (NoAnswerException e) {
            add(log, Status.WARN, "how it stands to its remote place is not known: " + e.getMessage());
        }
    }

    private static void tell(SyncStatus status, ResultLog log) {
        if (!status.conflicts().isEmpty()) {
            add(log, Status.WARN, count(status.conflicts().size(), "conflict") + " to resolve");
        }
        List<String> left = new ArrayList<>();
        addCount(left, status.changes().size(), "change", " not committed");
        addCount(left, status.ahead(), "commit", " to push");
        addCount(left, status.behind(), "commit", " to pull");
        if (!left.isEmpty()) {
            add(log, Status.OK, String.join(", ", left));
        } else if (status.isInStep()) {
            add(log, Status.OK, "in step with its remote place, as far as is known");
        }
        status.lastFailure().ifPresent(failure -> add(log, Status.WARN,
                "the remote place failed when it was last asked: " + failure.problem()));
    }

    private static void addCount(List<String> list, int number, String what, String fate) {
        if (number > 0) {
            list.add(count(number, what) + fate);
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void add(ResultLog log, Status status, String message) {
        log.add(new Entry(status, message));
    }
}
