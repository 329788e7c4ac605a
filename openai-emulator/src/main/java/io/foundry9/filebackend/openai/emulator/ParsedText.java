package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;

/**
 * The text that the service has got out of a file. It is <em>not always what was uploaded</em>: a byte order mark is
 * gone, {@code \r\n} has become {@code \n}, and tags of HTML are left out. How exactly the live service changes text
 * is not documented; this is our assumption, and enough to find clients that take parsed content for the bytes. What
 * is no text, such as PDF, gives none here.
 */
final class ParsedText {
    private static final int MARK = 0xFEFF;

    private final StoredFile file;

    private ParsedText(StoredFile file) {
        this.file = file;
    }

    static ParsedText of(StoredFile file) {
        return new ParsedText(file);
    }

    /** The text from its beginning; never all of it in memory. */
    Reader open() throws IOException {
        if (FileTypes.isOffice(file.filename()) || !FileTypes.isText(file.content())) {
            return new StringReader("");
        }
        PushbackReader in = new PushbackReader(FileTypes.reader(file.content()));
        int first = in.read();
        if (first >= 0 && first != MARK) {
            in.unread(first);
        }
        boolean html = PurposeRules.extension(file.filename()).equals("html");
        return new Normalised(in, html);
    }

    private static final class Normalised extends Reader {
        private final PushbackReader in;
        private final boolean html;

        Normalised(PushbackReader in, boolean html) {
            this.in = in;
            this.html = html;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int c = next();
                if (c < 0) {
                    return count == 0 && length > 0 ? -1 : count;
                }
                buffer[offset + count++] = (char) c;
            }
            return count;
        }

        private int next() throws IOException {
            int c = in.read();
            while (html && c == '<') {
                skipTag();
                c = in.read();
            }
            if (c == '\r') {
                int following = in.read();
                if (following == '\n') {
                    return following;
                }
                if (following >= 0) {
                    in.unread(following);
                }
            }
            return c;
        }

        private void skipTag() throws IOException {
            for (int c = in.read(); c >= 0 && c != '>';) {
                c = in.read();
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
