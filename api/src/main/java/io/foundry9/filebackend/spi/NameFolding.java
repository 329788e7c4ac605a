package io.foundry9.filebackend.spi;

import java.text.Normalizer;
import java.util.Locale;

/** Brings names that some file system takes for the same into one form. */
final class NameFolding {

    /**
     * First and last of the ranges of code points that are ignored when names are compared: those of HFS+ and Unicode's
     * Default_Ignorable_Code_Point, which ext4 follows.
     */
    private static final int[] IGNORED = {
            0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B,
            0x200F,
            0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0,
            0xFFF8,
            0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private NameFolding() {}

    static String fold(String name) {
        int colon = name.indexOf(':');
        String folded = withoutIgnored(colon < 0 ? name : name.substring(0, colon));
        folded = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        folded = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return withoutTail(withoutIgnored(Normalizer.normalize(folded, Normalizer.Form.NFKC)));
    }

    private static String withoutIgnored(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        name.codePoints().filter(point -> !isIgnored(point)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isIgnored(int point) {
        for (int i = 0; i < IGNORED.length; i += 2) {
            if (IGNORED[i] <= point && point <= IGNORED[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Windows drops dots and spaces at the end. */
    private static String withoutTail(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(0, end);
    }
}
