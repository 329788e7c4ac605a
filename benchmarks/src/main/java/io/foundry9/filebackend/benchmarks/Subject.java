package io.foundry9.filebackend.benchmarks;

/** A subject that is measured. */
interface Subject {

    /** @throws Exception if something could not be done, which ends the whole run: a figure that is left out misleads */
    Chapter measure(Settings settings) throws Exception;
}
