package io.foundry9.filebackend.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation, by their names from the root of the project. */
final class Pages {

    static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private Pages() {}

    /** Those in the root and those of {@code docs}. */
    static List<String> all() throws IOException {
        List<String> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md"))
                    .map(file -> ROOT.relativize(file).toString()).sorted().forEach(pages::add);
        }
        return pages;
    }
}
