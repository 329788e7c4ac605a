package io.foundry9.filebackend.git;

import java.time.Clock;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/** Who makes our commits. Immutable. */
record Identity(String name, String email, Clock clock) {

    PersonIdent now() {
        return new PersonIdent(name, email, clock.instant(), ZoneOffset.UTC);
    }
}
