package dev.realmhub;

/**
 * Mends texts with half a surrogate pair, which an application gets from any JSON {@code "\\ud83d"} that a client sends it:
 * UTF-8 has no bytes for it.
 */
final class SurrogatePairs {
    private static final char REPLACEMENT = '\uFFFD';

    private SurrogatePairs() {}

    /** Returns the text, halves of surrogate pairs replaced by U+FFFD; as a rule the text itself. */
    static String mended(String text) {
        int half = nextHalf(text, 0);
        if (half < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        for (; half >= 0; half = nextHalf(text, half + 1)) {
            mended.setCharAt(half, REPLACEMENT);
        }
        return mended.toString();
    }

    private static int nextHalf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!beginsPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean beginsPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
