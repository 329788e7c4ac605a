package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes what a remote says fit to be shown: short, without control characters, and without our own secrets. Immutable. */
final class RemoteWords {

    private static final int LONGEST = 400;
    /** More is not even listened to. */
    private static final int LONGEST_SPEECH = 16_384;

    private final String address;
    private final String path;
    private final List<String> secrets = new ArrayList<>();

    RemoteWords(Access access, String username) {
        address = access.url() + ": ";
        path = "file".equals(access.url().getScheme()) ? access.url().getPath() : "";
        access.passphrase().map(Secret::reveal).ifPresent(secrets::add);
        access.password().map(Secret::reveal).ifPresent(password -> {
            secrets.add(encoded(username + ":" + password));
            secrets.add(password);
        });
        secrets.removeIf(String::isEmpty);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String clean(String said) {
        if (said == null || said.isBlank()) {
            return "no reason was given";
        }
        // JGit begins with the address; that of a remote in the file system is a path of this host.
        String text = said.replace(address, "");
        text = path.isEmpty() ? text : text.replace(path, "the remote");
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        text = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** All that is known of the remote's reasons: the short one of its report, and what it has said besides. */
    String reasons(Optional<String> report, Speech speech) {
        String spoken = speech.text();
        return clean(spoken.isBlank() ? report.orElse("") : report.map(text -> text + ": " + spoken).orElse(spoken));
    }

    /** Listens to what a remote says while it is pushed to. Belongs to one push. */
    static final class Speech extends OutputStream {

        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (heard.size() < LONGEST_SPEECH) {
                heard.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            heard.write(bytes, from, Math.min(length, LONGEST_SPEECH - heard.size()));
        }

        synchronized String text() {
            return heard.toString(StandardCharsets.UTF_8);
        }
    }
}
