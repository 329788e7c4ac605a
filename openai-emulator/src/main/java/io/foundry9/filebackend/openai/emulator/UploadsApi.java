package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /uploads}. Runs under the lock of {@link Service}. */
final class UploadsApi {
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final FileRegistry files;
    private final PurposeRules rules;
    private final Expiration expiration;
    private final Ids ids;
    private final EmulatorClock clock;
    private final Settings settings;

    UploadsApi(FileRegistry files, PurposeRules rules, Expiration expiration, Ids ids, EmulatorClock clock,
            Settings settings) {
        this.files = files;
        this.rules = rules;
        this.expiration = expiration;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    Reply create(Call call) {
        JsonFields body = call.fields(settings.strict()).only("filename", "purpose", "bytes", "mime_type",
                "expires_after");
        String filename = body.requiredText("filename");
        String purpose = body.requiredText("purpose");
        body.requiredText("mime_type");
        body.required("bytes");
        long bytes = body.integer("bytes", settings.strict() ? 1 : 0, Long.MAX_VALUE).orElseThrow();
        if (bytes > settings.limits().upload()) {
            throw ApiException.tooLarge(settings.limits().upload(), bytes);
        }
        rules.checkPurpose(purpose, true);
        rules.checkName(filename, purpose, bytes);
        Upload upload = new Upload(ids.upload(), filename, purpose, bytes, expiration.asked(body), clock.now());
        uploads.put(upload.id(), upload);
        return Reply.ok(upload.json());
    }

    Reply addPart(Call call) {
        Upload upload = get(call.id());
        upload.requirePending();
        Blob data = call.form().orElseThrow().file("data").content();
        requireSize(data.size(), settings.limits().part());
        requireSize(upload.received() + data.size(), settings.limits().upload());
        String id = ids.part();
        upload.parts().put(id, data.retain());
        return Reply.ok(Json.object(id, "upload.part").put("created_at", Json.seconds(clock.now()))
                .put("upload_id", upload.id()));
    }

    Reply complete(Call call) throws IOException {
        Upload upload = get(call.id());
        upload.requirePending();
        JsonFields body = call.fields(settings.strict()).only("part_ids", "md5");
        Blob content = Blob.joined(parts(upload, body.texts("part_ids", Integer.MAX_VALUE)));
        try {
            requireSame(upload, content, body.text("md5"));
            rules.checkContent(upload.filename(), upload.purpose(), content, settings.limits().upload());
            StoredFile file = files.add(upload.filename(), upload.purpose(), content, upload.expiresAfter());
            upload.end("completed", Optional.of(file));
        } finally {
            content.release();
        }
        return Reply.ok(upload.json());
    }

    Reply cancel(Call call) {
        Upload upload = get(call.id());
        upload.requirePending();
        upload.end("cancelled", Optional.empty());
        return Reply.ok(upload.json());
    }

    void sweep() {
        uploads.values().forEach(upload -> upload.expire(clock.now()));
    }

    long pending() {
        return uploads.values().stream().filter(Upload::isPending).count();
    }

    private Upload get(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw ApiException.notFound("No such Upload object: " + id, "upload_id");
        }
        return upload;
    }

    private static List<Blob> parts(Upload upload, List<String> partIds) {
        List<Blob> parts = new ArrayList<>();
        for (String id : partIds) {
            Blob part = upload.parts().get(id);
            if (part == null) {
                throw ApiException.badRequest("No such Part object: " + id, "part_ids");
            }
            parts.add(part);
        }
        return parts;
    }

    private static void requireSame(Upload upload, Blob content, Optional<String> md5) throws IOException {
        if (content.size() != upload.bytes()) {
            throw ApiException.badRequest("The number of bytes uploaded (" + content.size()
                    + ") does not match the number of bytes of the Upload (" + upload.bytes() + ").", "part_ids");
        }
        if (md5.isPresent() && !md5.get().equalsIgnoreCase(md5(content))) {
            throw ApiException.badRequest("The md5 of the uploaded bytes does not match.", "md5");
        }
    }

    private static String md5(Blob content) throws IOException {
        try (InputStream in = content.open()) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireSize(long size, long largest) {
        if (size > largest) {
            throw ApiException.tooLarge(largest, size);
        }
    }
}
