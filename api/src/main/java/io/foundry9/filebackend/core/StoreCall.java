package io.foundry9.filebackend.core;

/** The calls to a store that layers tell apart. */
enum StoreCall {
    REFRESH("refresh", true),
    STAT("stat", true),
    FOLLOW("follow", true),
    LIST("list", true),
    CHILDREN("children", true),
    LIST_DEEP("listDeep", true),
    OPEN("open", true),
    /** An empty staging that is forgotten is only litter. */
    STAGE("stage", true),
    STAGE_COPY("stageCopy", true),
    KNOWN_CHECKSUM("knownChecksum", true),
    LOCK("lock", false),
    PUBLISH("publish", false),
    APPEND("append", false),
    READ("read", false),
    WRITE("write", false),
    FINISH("finish", false),
    CLOSE("close", false);

    private final String label;
    private final boolean repeatable;

    StoreCall(String label, boolean repeatable) {
        this.label = label;
        this.repeatable = repeatable;
    }

    /** The name of the method. */
    String label() {
        return label;
    }

    /** Whether a call that failed can be made again and does the same. */
    boolean isRepeatable() {
        return repeatable;
    }
}
