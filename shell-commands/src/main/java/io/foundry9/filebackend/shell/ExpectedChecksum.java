package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ChecksumAlgorithm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the checksum of a file should be. Immutable.
 *
 * @param hex in lower case
 * @param path of the file, as it was written
 */
record ExpectedChecksum(ChecksumAlgorithm algorithm, String hex, String path) {

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]+) [ *](.+)");
    private static final Map<Integer, ChecksumAlgorithm> BY_LENGTH = Map.of(32, ChecksumAlgorithm.MD5,
            64, ChecksumAlgorithm.SHA256, 128, ChecksumAlgorithm.SHA512);

    /** Nothing where the text is no checksum; the algorithm, if it isn't told, is known by the length. */
    static Optional<ExpectedChecksum> of(String text, String path, Optional<ChecksumAlgorithm> told) {
        ChecksumAlgorithm byLength = text.matches("[0-9a-fA-F]+") ? BY_LENGTH.get(text.length()) : null;
        boolean fits = byLength != null
                && (told.isEmpty() || told.get() == byLength || told.get() == ChecksumAlgorithm.BLAKE3
                        && byLength == ChecksumAlgorithm.SHA256);
        return fits ? Optional.of(new ExpectedChecksum(told.orElse(byLength), text.toLowerCase(Locale.ROOT), path))
                : Optional.empty();
    }

    /** Reads a list as sha256sum writes it, line by line. */
    static void readList(String list, Call call, Consumer<ExpectedChecksum> each) {
        if (list.equals(StandardInput.NAME)) {
            StandardInput input = StandardInput.of(call.console());
            readLines(input.stream(), list, input, call, each);
            return;
        }
        LocalFile file = call.local(list);
        try (InputStream lines = Files.newInputStream(file.path())) {
            readLines(lines, list, file, call, each);
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    private static void readLines(InputStream in, String list, Side source, Call call,
            Consumer<ExpectedChecksum> each) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int at = number;
                each.accept(readLine(line, call).orElseThrow(() -> new CommandFailure(Text.printable(list) + ", line "
                        + at + ": is no checksum, two spaces and a path; nothing after it was looked at")));
            }
        } catch (IOException e) {
            throw source.failed(e);
        }
    }

    private static Optional<ExpectedChecksum> readLine(String line, Call call) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? of(matcher.group(1), matcher.group(2), call.algorithm()) : Optional.empty();
    }
}
