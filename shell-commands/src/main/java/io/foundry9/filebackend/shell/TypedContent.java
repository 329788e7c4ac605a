package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import java.util.List;

/**
 * What {@code write} and {@code append} are given: words, or what comes in on standard input.
 *
 * @param source whom to blame if it can't be read
 */
record TypedContent(Side source, Content content) {

    /** What the operands after the first say. */
    static TypedContent of(List<String> operands, Call call) {
        List<String> words = operands.subList(1, operands.size());
        if (words.equals(List.of(StandardInput.NAME))) {
            if (call.has("line")) {
                throw call.misuse("standard input is written as it is, so -l means nothing");
            }
            StandardInput input = StandardInput.of(call.console());
            return new TypedContent(input, input.content());
        }
        String text = String.join(" ", words) + (call.has("line") ? "\n" : "");
        try {
            return new TypedContent(failure -> new CommandFailure("the text: " + LocalFile.words(failure), failure),
                    Content.of(text));
        } catch (IllegalArgumentException e) {
            throw call.misuse(e.getMessage());
        }
    }
}
