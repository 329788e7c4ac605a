package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.openai.Api.VectorStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Opens the vector store that a URI names. For one use by one thread. */
final class Opening {

    /** How long a transfer may stand still. */
    private static final Duration STALL = Duration.ofSeconds(20);

    /** Bytes in a part: as base64 they stay below the 200 MB that the service takes for a batch. */
    static final long PART_SIZE = 96L << 20;

    private final OpenAiConfig config;
    private final long partSize;

    Opening(OpenAiConfig config, long partSize) {
        this.config = config;
        this.partSize = partSize;
    }

    OpenAiStore open() throws IOException {
        Duration stall = config.timeout().compareTo(STALL) < 0 ? config.timeout() : STALL;
        return open(new SdkApi(SdkClient.of(config, stall), new SdkCalls(config.apiKey()), config.timeout(), stall));
    }

    OpenAiStore open(Api api) throws IOException {
        Service service = new Service(api,
                new Attempts(config.timeout(), config.maxRetries(), config.maxConcurrency(), Attempts.sleeping()),
                new TokenBucket(config.attachesPerMinute(), System::nanoTime));
        try {
            return Trouble.at("", () -> {
                VectorStore store = find(service);
                Names names = new Names(store.id(), service::now);
                Downloads downloads = new Probe(service, names, config).find(store);
                return new OpenAiStore(config, store.id(), service, names, downloads, partSize);
            });
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private VectorStore find(Service service) throws IOException {
        if (config.storeId().isPresent()) {
            String id = config.storeId().get();
            return service.vectorStore(id).orElseThrow(() -> new BackendUnavailableException("",
                    "there is no vector store " + id
                            + " in this organization and project, or the API key may not see it",
                    false));
        }
        String name = config.name().orElseThrow();
        List<VectorStore> stores = service.vectorStores(name);
        if (stores.size() > 1) {
            throw new BackendUnavailableException("", "there are " + stores.size() + " vector stores named '" + name
                    + "'; choose one by its id: " + String.join(", ", stores.stream().map(VectorStore::id).toList()),
                    false);
        }
        if (!stores.isEmpty()) {
            return stores.get(0);
        }
        if (!config.create()) {
            throw new BackendUnavailableException("", "there is no vector store named '" + name
                    + "'; add create=true to make it", false);
        }
        return service.createVectorStore(name);
    }
}
