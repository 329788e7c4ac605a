package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.NotFoundException;

/** What is told when something is looked for in a version where it is not. */
final class Past {

    private Past() {}

    /** Whether the entry is missing in the version, or the version itself, is told by the path that the failure names. */
    static String missing(Place place, String version, NotFoundException failure) {
        return failure.path().equals(version) ? noVersion(place.vault(), version)
                : place + ": is not in version " + Text.printable(version) + "; vault:log "
                        + Text.quoted(place.toString()) + " shows its versions";
    }

    static String noVersion(String vault, String version) {
        return vault + ": there is no version " + Text.printable(version) + "; vault:log " + vault
                + ": and vault:snapshots " + vault + " show which there are";
    }
}
