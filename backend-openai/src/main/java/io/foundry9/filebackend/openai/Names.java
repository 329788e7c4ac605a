package io.foundry9.filebackend.openai;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the files that we upload: what a person sees in the service's console, followed by what tells them from those
 * of others, and from each other: the vector store, the time, who made it, a number. Safe for use by many threads.
 */
final class Names {

    /** What file search reads, by the service's documentation. */
    private static final Set<String> TEXTS = Set.of("c", "cpp", "cs", "css", "go", "html", "java", "js", "json", "md",
            "php", "py", "rb", "sh", "tex", "ts", "txt");
    private static final Set<String> DOCUMENTS = Set.of("doc", "docx", "pdf", "pptx");

    private static final int LONGEST_BASE = 60;
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern OURS = Pattern.compile(
            ".*\\.f9-(vs_[A-Za-z0-9]+)-[0-9a-z]+-[0-9a-z]+-[0-9a-z]+(?:-p[0-9]+)?\\.[a-z]+", Pattern.DOTALL);

    private final String storeId;
    private final LongSupplier seconds;
    private final String owner = Long.toString(new SecureRandom().nextInt() & 0xFFFFFFFFL, Character.MAX_RADIX);
    private final AtomicLong numbers = new AtomicLong();

    /** @param seconds the time */
    Names(String storeId, LongSupplier seconds) {
        this.storeId = storeId;
        this.seconds = seconds;
    }

    /** What all files of one content have in common. */
    String newTag() {
        return "f9-" + storeId + "-" + Long.toString(seconds.getAsLong(), Character.MAX_RADIX) + "-" + owner + "-"
                + Long.toString(numbers.incrementAndGet(), Character.MAX_RADIX);
    }

    /** The name of the file that is attached. */
    static String attached(String name, String tag, boolean isIndexed) {
        String extension = extension(name);
        boolean keeps = isIndexed && (TEXTS.contains(extension) || DOCUMENTS.contains(extension));
        return base(name) + "." + tag + "." + (keeps ? extension : "txt");
    }

    /** The name of a file that holds a part of the content. */
    static String part(String name, String tag, int number) {
        return base(name) + "." + tag + "-p" + number + ".jsonl";
    }

    private static String base(String name) {
        int dot = name.lastIndexOf('.');
        String base = STRANGE.matcher(dot > 0 ? name.substring(0, dot) : name).replaceAll("_");
        return base.substring(0, Math.min(base.length(), LONGEST_BASE));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether file search reads such a file although it is no text. */
    static boolean isDocument(String name) {
        return name.indexOf('.') > 0 && DOCUMENTS.contains(extension(name));
    }

    /** Whether a file was uploaded by this backend, whoever ran it, for this vector store. */
    boolean isOurs(String fileName) {
        Matcher matcher = OURS.matcher(fileName);
        return matcher.matches() && matcher.group(1).equals(storeId);
    }
}
