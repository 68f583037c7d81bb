package dev.realmhub.nats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a fuzzer makes up, as lines of text. Bytes that are no UTF-8 become half a surrogate pair, which no decoder would
 * return.
 */
final class FuzzedLines {
    private static final char HALF_A_PAIR = '\ud83c';

    private FuzzedLines() {}

    /** Returns so many lines; those that are missing are empty, the last has the rest. */
    static String[] of(byte[] input, int count) {
        String text = new String(input, StandardCharsets.UTF_8).replace('\ufffd', HALF_A_PAIR);
        String[] lines = Arrays.copyOf(text.split("\n", count), count);
        Arrays.setAll(lines, i -> lines[i] == null ? "" : lines[i]);
        return lines;
    }
}
