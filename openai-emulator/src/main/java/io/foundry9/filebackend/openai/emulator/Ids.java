package io.foundry9.filebackend.openai.emulator;

import java.util.Random;

/** Makes identifiers that look like the service's. Safe for threads, as {@link Random} is. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
    private static final String HEX = "0123456789abcdef";

    private final Random objects;
    private final Random requests;

    Ids(long seed) {
        objects = new Random(seed);
        requests = new Random(seed + 1);
    }

    String file() {
        return "file-" + draw(objects, LETTERS, 22);
    }

    String vectorStore() {
        return "vs_" + draw(objects, HEX, 32);
    }

    String batch() {
        return "vsfb_" + draw(objects, HEX, 32);
    }

    String upload() {
        return "upload_" + draw(objects, HEX, 32);
    }

    String part() {
        return "part_" + draw(objects, HEX, 32);
    }

    String request() {
        return "req_" + draw(requests, HEX, 32);
    }

    private static String draw(Random random, String alphabet, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}
