package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StorePath;

/**
 * One step of a {@link Plan}. The names are those of entries in the staging folder of who made the plan: what is to be
 * put in place, what is taken out of the tree, and what is kept of what is replaced, so that a step can be taken back.
 */
sealed interface Step {

    StorePath path();

    /** Something staged gets its place; what was there is kept. */
    record Put(StorePath path, String staged, String kept) implements Step {}

    /** A directory is made. */
    record Make(StorePath path) implements Step {}

    /** An entry is taken out of the tree. */
    record Take(StorePath path, String taken, boolean recursive) implements Step {}

    /** An entry gets another path; what was there is kept. */
    record Move(StorePath from, StorePath path, String kept) implements Step {}
}
