package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /files}. Runs under the lock of {@link Service}. */
final class FilesApi {
    private static final Set<String> FIELDS = Set.of("purpose", "expires_after[anchor]", "expires_after[seconds]");
    private static final int PAGE = 10_000;

    private final FileRegistry files;
    private final PurposeRules rules;
    private final Expiration expiration;
    private final Settings settings;

    FilesApi(FileRegistry files, PurposeRules rules, Expiration expiration, Settings settings) {
        this.files = files;
        this.rules = rules;
        this.expiration = expiration;
        this.settings = settings;
    }

    Reply create(Call call) throws IOException {
        Form form = call.form().orElseThrow();
        onlyKnown(form);
        Form.FormFile file = form.file("file");
        String purpose = form.requiredText("purpose");
        rules.checkPurpose(purpose, false);
        rules.checkContent(file.filename(), purpose, file.content(), settings.limits().file());
        return Reply.ok(files.add(file.filename(), purpose, file.content(), expiration.asked(form)).json());
    }

    Reply list(Call call) {
        Optional<String> purpose = call.query().text("purpose");
        Collection<StoredFile> all = files.all();
        List<StoredFile> wanted = all.stream()
                .filter(file -> purpose.isEmpty() || purpose.get().equals(file.purpose())).toList();
        return Reply.ok(Page.of(wanted, call.query(), PAGE, PAGE, StoredFile::id, StoredFile::json));
    }

    Reply retrieve(Call call) {
        return Reply.ok(files.get(call.id()).json());
    }

    Reply delete(Call call) {
        files.delete(files.get(call.id()));
        ObjectNode answer = Json.object(call.id(), "file");
        return Reply.ok(answer.put("deleted", true));
    }

    /**
     * The API description says that this answers a JSON string; the live service answers the bytes themselves, and so
     * does the emulator.
     */
    Reply download(Call call) {
        StoredFile file = files.get(call.id());
        if (!settings.mayDownload(file.purpose())) {
            throw ApiException.badRequest("Not allowed to download files of purpose: " + file.purpose(), null);
        }
        String name = file.filename().replaceAll("[^ -!#-\\[\\]-~]", "_");
        return Reply.bytes(file.content()).with(Map.of("Content-Disposition",
                "attachment; filename=\"" + name + "\""));
    }

    private void onlyKnown(Form form) {
        if (settings.strict()) {
            form.fields().keySet().stream().filter(name -> !FIELDS.contains(name)).findFirst().ifPresent(name -> {
                throw ApiException.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
            });
        }
    }
}
