package io.foundry9.filebackend.localstore;

/** tmp */
final class Journal {
    static final String NAME = "journal";

    private Journal() {}
}
