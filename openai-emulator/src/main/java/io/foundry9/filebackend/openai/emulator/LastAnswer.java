package io.foundry9.filebackend.openai.emulator;

/** What becomes of the answer to the last request that is let through. */
public enum LastAnswer {
    /** It is sent. */
    ANSWERED,
    /** The connection is reset instead. */
    LOST
}
