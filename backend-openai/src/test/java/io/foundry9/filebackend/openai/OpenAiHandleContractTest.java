package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on a vector store, through a vault's handle. */
@EnabledIfSystemProperty(named = "f9.long", matches = "true", disabledReason = "takes a minute; run by -Plong")
class OpenAiHandleContractTest extends OpenAiContract {

    private final VaultManager vaults = VaultManager.create(SchemeRegistry.empty());

    @Override
    protected FileBackend open() throws IOException {
        return vaults.register("vault", StoreBackend.over(openStore()));
    }

    @AfterEach
    void closeVaults() {
        vaults.close();
    }
}
