package io.foundry9.filebackend.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page shows of Karaf's console: a block of lines that are typed behind its prompt, and what they print.
 *
 * @param typed without the prompt
 */
public record KarafTranscript(List<String> typed, List<String> shown) {

    /** What only a terminal gets: the heads of tables. */
    private static final String HEAD = "[A-Z]{4,} +[A-Z]{4,} .*";

    /** @param page from the root of the project, such as {@code docs/a.md} */
    public static List<KarafTranscript> of(String page) throws IOException {
        List<KarafTranscript> transcripts = new ArrayList<>();
        for (List<String> block : Transcript.blocks(Files.readAllLines(Pages.ROOT.resolve(page)))) {
            if (block.get(0).startsWith(Transcript.KARAF)) {
                add(block, transcripts);
            }
        }
        return transcripts;
    }

    /** Karaf's client does nothing any more after a failure, so what comes then is another transcript. */
    private static void add(List<String> block, List<KarafTranscript> transcripts) {
        KarafTranscript current = null;
        for (String line : block) {
            boolean isTyped = line.startsWith(Transcript.KARAF);
            if (current == null || isTyped && current.fails()) {
                current = new KarafTranscript(new ArrayList<>(), new ArrayList<>());
                transcripts.add(current);
            }
            if (isTyped) {
                current.typed.add(line.substring(Transcript.KARAF.length()));
            } else {
                current.shown.add(line);
            }
        }
    }

    private boolean fails() {
        return shown.stream().anyMatch(line -> line.startsWith("Error executing command"));
    }

    /** Those of the lines shown that are not in those printed; the end of a file need not be that of a line. */
    public List<String> missingIn(String output) {
        return shown.stream().filter(line -> !line.strip().equals("…") && !line.matches(HEAD))
                .filter(line -> output.lines().noneMatch(text -> Transcript.isShown(List.of("…" + line + "…"), text)))
                .toList();
    }
}
