package io.foundry9.filebackend.shell;

/** Words and figures for people. */
final class Text {

    private static final String UNITS = "KMGTPE";
    private static final long STEP = 1024;
    private static final int VERSION_DIGITS = 10;

    private Text() {}

    /** Names as they are, but for what would disturb a terminal. */
    static String printable(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
                out.append("\\u%04X".formatted(point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    /** A word as it can be typed again: in quotes where a shell would take it apart. */
    static String quoted(String word) {
        return word.matches("[\\p{L}\\p{M}\\p{N}/:.,_+@-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** A version in few digits, but enough to name it. */
    static String version(String id) {
        return id.length() <= VERSION_DIGITS ? id : id.substring(0, VERSION_DIGITS);
    }

    /** Bytes in few digits: {@code 999}, {@code 1.0K}, {@code 34M}; never less than there are. */
    static String size(long bytes) {
        if (bytes < STEP) {
            return Long.toString(bytes);
        }
        long unit = STEP;
        int index = 0;
        while (index < UNITS.length() - 1 && bytes > unit * STEP - unit) {
            unit *= STEP;
            index++;
        }
        double tenths = Math.ceil(bytes * 10.0 / unit);
        String digits = tenths < 100 ? Double.toString(tenths / 10) : Long.toString((long) Math.ceil(tenths / 10));
        return digits + UNITS.charAt(index);
    }

    /** The same, but with the word for it where there is no unit, for a sentence: {@code 999 bytes}, {@code 1.0K}. */
    static String bytes(long bytes) {
        return bytes < STEP ? count(bytes, "byte", "bytes") : size(bytes);
    }
}
