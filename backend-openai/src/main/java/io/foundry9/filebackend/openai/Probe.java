package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.openai.Api.VectorStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what the service gives back, by trying it with a few bytes, and notes it on the vector store, so that it is tried
 * once. For one use by one thread.
 */
final class Probe {

    private static final Logger LOGGER = System.getLogger(Probe.class.getName());

    /** The note on the vector store. */
    private static final String NOTE = "f9_download";

    /** Purposes whose files may be downloadable; one that the service keeps for good is preferred to one that it doesn't. */
    private static final List<String> COMPANIONS = List.of("user_data", "fine-tune", "batch");
    private static final String TEXT = "{\"f9\":\"probe\"}\n";

    private final Service service;
    private final Names names;
    private final OpenAiConfig config;
    private final List<String> litter = new ArrayList<>();

    Probe(Service service, Names names, OpenAiConfig config) {
        this.service = service;
        this.names = names;
        this.config = config;
    }

    Downloads find(VectorStore store) throws IOException {
        switch (config.download()) {
            case "direct" :
                return Downloads.DIRECT;
            case "parsed" :
                return Downloads.PARSED;
            default :
                break;
        }
        Optional<Downloads> noted = Optional.ofNullable(store.metadata().get(NOTE)).flatMap(Downloads::decode)
                .filter(this::isWanted);
        if (noted.isPresent()) {
            return noted.get();
        }
        try {
            Downloads found = tryOut();
            Map<String, String> metadata = new HashMap<>(store.metadata());
            metadata.put(NOTE, found.encoded());
            service.noteOn(store.id(), metadata);
            return found;
        } finally {
            clean();
        }
    }

    private boolean isWanted(Downloads noted) {
        boolean isCompanion = noted.kind() == Downloads.Kind.COMPANION;
        boolean fitsWay = isCompanion || config.download().equals(OpenAiConfig.AUTO);
        boolean fitsPurpose = config.companions().isEmpty() || config.companions().contains(noted.purpose());
        return fitsWay && (fitsPurpose || !isCompanion);
    }

    private Downloads tryOut() throws IOException {
        boolean isOpen = config.download().equals(OpenAiConfig.AUTO);
        if (isOpen && config.companions().isEmpty() && tried(config.purpose(), "txt").isPresent()) {
            return Downloads.DIRECT;
        }
        Optional<String> expiring = Optional.empty();
        for (String purpose : config.companions().isEmpty() ? COMPANIONS : config.companions()) {
            Optional<RemoteFile> file = tried(purpose, "jsonl");
            if (file.isPresent() && file.get().expires().isEmpty()) {
                return Downloads.companion(purpose);
            }
            if (file.isPresent()) {
                expiring = Optional.of(purpose);
            }
        }
        if (expiring.isEmpty() && !isOpen) {
            throw new ApiException(400, "",
                    "files of no purpose can be downloaded from it; use download=auto or parsed",
                    Optional.empty());
        }
        return expiring.map(Downloads::companion).orElse(Downloads.PARSED);
    }

    /** @return the file that was uploaded and came back as it is */
    private Optional<RemoteFile> tried(String purpose, String extension) throws IOException {
        try {
            RemoteFile file = service.upload("probe." + names.newTag() + "." + extension, purpose, Uploads.text(TEXT));
            litter.add(file.id());
            try (InputStream back = service.content(file.id())) {
                boolean isExact = Arrays.equals(back.readAllBytes(), TEXT.getBytes(StandardCharsets.UTF_8));
                return Optional.of(file).filter(same -> isExact);
            }
        } catch (ApiException e) {
            if (e.isRefusal()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void clean() {
        for (String id : litter) {
            try {
                service.delete(id);
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "a file that was uploaded as a probe stays until it is collected", e);
            }
        }
    }
}
