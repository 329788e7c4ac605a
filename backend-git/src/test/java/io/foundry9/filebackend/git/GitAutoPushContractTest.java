package io.foundry9.filebackend.git;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole contract where each write is committed and pushed, and each read pulls. */
@EnabledIfSystemProperty(named = "f9.long", matches = "true", disabledReason = "takes minutes; run by -Plong")
class GitAutoPushContractTest extends GitBackendContractTest {

    @Override
    String[] parameters() {
        return new String[] {"auto_push=true", "auto_pull=true"};
    }
}
