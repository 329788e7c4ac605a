package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between the pages, and from them to files of the project. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)\\s*#*");

    @Test
    void everyRelativeLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String page : Pages.all()) {
            for (String link : linksOf(page)) {
                String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
                Path target = target(page, link);
                if (!Files.exists(target) || !target.startsWith(Pages.ROOT)
                        || !anchor.isEmpty() && !anchors(text(target)).contains(anchor)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsFoundFromTheIndex() throws IOException {
        Set<String> reached = new LinkedHashSet<>(Set.of("docs/README.md"));
        Deque<String> toRead = new ArrayDeque<>(reached);
        while (!toRead.isEmpty()) {
            String page = toRead.remove();
            for (String link : linksOf(page)) {
                String target = Pages.ROOT.relativize(target(page, link)).toString();
                if (target.startsWith("docs/") && target.endsWith(".md")
                        && Files.exists(Pages.ROOT.resolve(target)) && reached.add(target)) {
                    toRead.add(target);
                }
            }
        }
        assertThat(Pages.all()).filteredOn(page -> page.startsWith("docs/")).isSubsetOf(reached);
    }

    @Test
    void anAnchorIsAHeadingInLowerCaseWithoutItsSigns() {
        assertThat(anchors(
                "# The URI\n## What's `file:`?\n```\n# no heading\n```\n### Twice\n### Twice\n## a [b](c.md)\n"))
                .containsExactlyInAnyOrder("the-uri", "whats-file", "twice", "twice-1", "a-b");
    }

    @Test
    void whatStandsInCodeIsNoLink() {
        assertThat(links("[a](b.md) and `[c](d.md)`\n```java\nlist[0](e.md)\n```\n[f](https://example.com) [g](#h)"))
                .containsExactly("b.md", "#h");
    }

    private static List<String> linksOf(String page) throws IOException {
        return links(text(Pages.ROOT.resolve(page)));
    }

    private static List<String> links(String text) {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(prose(text).replaceAll("`[^`\n]*`", "`"));
        while (matcher.find()) {
            if (!matcher.group(1).matches("[a-z][a-z0-9+.-]*:.*")) {
                links.add(matcher.group(1));
            }
        }
        return links;
    }

    private static Path target(String page, String link) {
        Path from = Pages.ROOT.resolve(page);
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? from : from.resolveSibling(path).normalize();
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> times = new HashMap<>();
        prose(text).lines().map(HEADING::matcher).filter(Matcher::matches).forEach(heading -> {
            String anchor = heading.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase()
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    /** Without blocks of code. */
    private static String prose(String text) {
        return text.replaceAll("(?ms)^ *```.*?^ *```$", "");
    }

    private static String text(Path file) throws IOException {
        return Files.isDirectory(file) ? "" : Files.readString(file);
    }
}
