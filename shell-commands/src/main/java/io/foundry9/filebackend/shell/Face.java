package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import io.foundry9.filebackend.vault.VaultInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What only some vaults can do, and the way to ask for it: as {@link Place} does, whatever fails comes out as one line for
 * people, and so does that a vault cannot do it at all. As safe for use by many threads as what is asked.
 *
 * @param place the entry that the user named
 * @param able what does it
 * @param inSession whether this shell has a session on the vault
 */
record Face<F>(Place place, F able, boolean inSession) {

    /** Something that is asked. */
    @FunctionalInterface
    interface Request<F, T> {
        T of(F able) throws IOException;
    }

    /** Of a vault that is kept in step with a remote place. */
    static Face<SyncFileBackend> sync(Place place, Call call) {
        return of(SyncFileBackend.class, "is not synced with anything", place, call);
    }

    /** Of a vault that remembers what its files have been. */
    static Face<Versioned> versioned(Place place, Call call) {
        return of(Versioned.class, "keeps no history", place, call);
    }

    /** Of a vault that knows what its files say. */
    static Face<Searchable> searchable(Place place, Call call) {
        return of(Searchable.class, "cannot be searched", place, call);
    }

    /** Of a vault that removes leftovers. */
    static Face<Collectable> collectable(Place place, Call call) {
        return of(Collectable.class, "cannot collect leftovers", place, call);
    }

    private static <F> Face<F> of(Class<F> type, String lacking, Place place, Call call) {
        boolean inSession = call.session(place.vault()).isPresent();
        F able = place.<Optional<F>>ask(backend -> backend.as(type)).orElseThrow(() -> {
            boolean outside = Vaults.about(place.vault(), () -> call.vaults().open(place.vault()).as(type)).isPresent();
            return lacks(lacking, place, inSession && outside, call);
        });
        return new Face<>(place, able, inSession);
    }

    private static CommandFailure lacks(String lacking, Place place, boolean becauseOfSession, Call call) {
        String vault = place.vault();
        if (becauseOfSession) {
            return new CommandFailure(vault + ": inside a session it " + lacking + "; " + endSession(vault));
        }
        VaultInfo info = call.vaults().info(vault);
        String kind = info.scheme().map(scheme -> " (" + scheme + ":)").orElse("");
        String closed = info.options().readOnly() ? "is read-only, and as such " : "";
        return new CommandFailure(vault + kind + ": " + closed + lacking);
    }

    private static String endSession(String vault) {
        return "vault:session commit " + vault + ": or rollback ends the one of this shell";
    }

    /** For another entry of the vault. */
    Face<F> at(Place other) {
        return new Face<>(other, able, inSession);
    }

    /** What the vault has, or has not; the entry is not looked for. */
    <T> Optional<T> alsoAs(Class<T> type) {
        return place.ask(backend -> backend.as(type));
    }

    /** Asks for something. */
    <T> T ask(Request<? super F, ? extends T> request) {
        return place.ask(backend -> {
            try {
                return request.of(able);
            } catch (LockTimeoutException e) {
                throw inSession ? new CommandFailure(place.vault()
                        + ": waits for a session that this shell itself has on it; " + endSession(place.vault()), e)
                        : e;
            }
        });
    }

    /** Asks for something that may not be there, and tells in words of its own if it is not. */
    <T> T ask(Request<? super F, ? extends T> request, Function<NotFoundException, String> missing) {
        return ask(asked -> {
            try {
                return request.of(asked);
            } catch (NotFoundException e) {
                throw new CommandFailure(missing.apply(e), e);
            }
        });
    }
}
