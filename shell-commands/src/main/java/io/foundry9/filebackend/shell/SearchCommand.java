package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.core.Json;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.SearchOptions;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code vault:search}. */
final class SearchCommand extends VaultCommand {

    private static final String SUMMARY = "find passages that answer a question";
    private static final String MANUAL = """
            usage: vault:search [-n COUNT] [--min=SCORE] [--in='GLOB'] [--json] [VAULT] 'QUESTION'

            Prints the passages that fit the question best, the best first: the path of the
            file, a score from 0 to 1, and the beginning of the passage. In a pipe each
            passage is a line: path, score and the whole passage, with tabs between them.
            Put the question in quotes. Without a vault the current one is meant.

            What was written just now may be found only a little later. vault:find finds
            paths, in any vault.

              -n, --limit=COUNT    at most so many, from 1 to 50 (default 10)
                  --min=SCORE      none that fits worse, such as 0.5
                  --in=GLOB        only in files whose path matches, as for vault:find
                  --json           one JSON object a line

            examples:
              vault:search docs 'How long do we keep invoices?'
              vault:search -n 3 --in='contracts/**' docs 'notice period'
            """;

    private static final int LINES = 2;
    private static final String INDENT = "  ";
    private static final int NARROWEST = 20;

    SearchCommand(Vaults vaults) {
        super("search", SUMMARY, MANUAL, vaults);
    }

    @Override
    void run(Call call) {
        List<String> operands = call.operands(1, 2);
        String question = operands.get(operands.size() - 1);
        if (question.isBlank() || operands.size() == 1 && isVault(question)) {
            throw call.misuse("what is the question?");
        }
        SearchOptions options = options(call);
        Place root = call.vault(operands.stream().limit(operands.size() - 1L).findFirst());
        List<SearchHit> hits = Face.searchable(root, call).ask(backend -> backend.search(question, options));
        if (hits.isEmpty()) {
            call.console().remark(root.vault() + ": nothing found");
        }
        hits.forEach(hit -> print(hit, call));
    }

    /** A name with its colon and nothing after it; a question may well begin like an address. */
    private static boolean isVault(String operand) {
        Address address = Address.parse(operand);
        return address.vault().isPresent() && (address.path().isEmpty() || address.path().equals("/"));
    }

    private static SearchOptions options(Call call) {
        SearchOptions options = SearchOptions.DEFAULTS;
        options = with("limit", "a number from 1 to 50", call, options,
                (before, text) -> before.withLimit(Integer.parseInt(text)));
        options = with("min", "a number from 0 to 1 such as 0.5", call, options,
                (before, text) -> before.withLowestScore(new BigDecimal(text).doubleValue()));
        return new SearchOptions(options.limit(), options.lowestScore(),
                call.value("in").map(pattern -> glob(pattern, call)));
    }

    private static SearchOptions with(String option, String expected, Call call, SearchOptions before,
            BiFunction<SearchOptions, String, SearchOptions> way) {
        String text = call.value(option).orElse(null);
        try {
            return text == null ? before : way.apply(before, text);
        } catch (IllegalArgumentException e) {
            throw call.misuse("--" + option + " must be " + expected + ", not " + Text.printable(text));
        }
    }

    private static Glob glob(String pattern, Call call) {
        try {
            return Glob.compile(pattern);
        } catch (IllegalArgumentException e) {
            throw call.misuse(e.getMessage());
        }
    }

    private static void print(SearchHit hit, Call call) {
        Output output = call.output();
        String path = Text.printable(hit.path());
        String score = String.format(Locale.ROOT, "%.2f", hit.score());
        if (call.has("json")) {
            output.line(Json.of(map(hit)));
        } else if (output.isTerminal()) {
            output.line(path + INDENT + score);
            int width = Math.max(NARROWEST, call.console().width() - INDENT.length());
            Passage.beginning(hit.passage(), width, LINES).forEach(line -> output.line(INDENT + line));
        } else {
            output.line(String.join("\t", path, score, Passage.line(hit.passage())));
        }
    }

    private static Map<String, Object> map(SearchHit hit) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", hit.path());
        map.put("score", hit.score());
        map.put("passage", hit.passage());
        return map;
    }

    @Descriptor(SUMMARY)
    public Object search(CommandSession session, @Descriptor(MANUAL) String... arguments) {
        return call(session, arguments);
    }
}
