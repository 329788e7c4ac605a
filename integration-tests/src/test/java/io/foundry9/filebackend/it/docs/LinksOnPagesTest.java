package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links between pages: each leads to a file of the project and, where it names one, to a heading there. */
class LinksOnPagesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#+ +(.*)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}_ -]");
    private static final String FENCE = "```";

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (String target : linksIn(prose(Files.readAllLines(page)))) {
                if (!ELSEWHERE.matcher(target).matches() && !leadsSomewhere(page, target)) {
                    dead.add(ROOT.relativize(page) + ": " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path to = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(to) || !to.startsWith(ROOT)) {
            return false;
        }
        return hash < 0 || anchorsIn(prose(Files.readAllLines(to))).contains(target.substring(hash + 1));
    }

    /** What does not stand in a block of code. */
    private static List<String> prose(List<String> lines) {
        List<String> prose = new ArrayList<>();
        boolean isCode = false;
        for (String line : lines) {
            if (line.strip().startsWith(FENCE)) {
                isCode = !isCode;
            } else if (!isCode) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** A link may be broken into two lines. */
    private static List<String> linksIn(List<String> lines) {
        return LINK.matcher(String.join("\n", lines)).results().map(link -> link.group(1)).toList();
    }

    /** As those who show Markdown make them of headings: lower case, blanks as dashes, a number behind what is there. */
    private static List<String> anchorsIn(List<String> lines) {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = NOT_IN_ANCHORS.matcher(heading.group(1).toLowerCase(Locale.ROOT)).replaceAll("")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    @Test
    void anchorsAreMadeOfHeadings() {
        assertThat(anchorsIn(List.of("# vault:add", "no heading", "## What is `stored` where", "## vault:add")))
                .containsExactly("vaultadd", "what-is-stored-where", "vaultadd-1");
    }

    @Test
    void codeIsNotLookedAt() {
        assertThat(linksIn(prose(List.of("[a](b.md) [c", "d](e.md#f)", "```java", "[x](y)", "```"))))
                .containsExactly("b.md", "e.md#f");
    }
}
