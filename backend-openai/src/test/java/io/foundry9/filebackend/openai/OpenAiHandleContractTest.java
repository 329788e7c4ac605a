package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.vault.VaultManager;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** The contract on a vector store, through a vault's handle. */
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
