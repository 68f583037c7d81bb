package dev.realmhub.examples.crossword.rules;

import java.util.List;

/**
 * Words by their prefixes, in two int arrays: a node is a prefix, its letters are a bit set, and its children stand
 * side by side in the order of the alphabet. Letters are numbered 0 ({@code a}) to 25. Immutable, safe from any thread.
 */
final class Trie {
    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int WORD_ENDS = 1 << 26;

    private final int[] letters;
    private final int[] firstChild;

    private Trie(int[] letters, int[] firstChild) {
        this.letters = letters;
        this.firstChild = firstChild;
    }

    /** The trie of different words of {@code a}..{@code z} in sorted order. */
    static Trie of(List<String> sorted) {
        return new Builder(sorted).build();
    }

    /** The node one letter further, or {@link #NONE}. */
    int step(int node, int letter) {
        int bit = 1 << letter;
        if ((letters[node] & bit) == 0) {
            return NONE;
        }
        return firstChild[node] + Integer.bitCount(letters[node] & (bit - 1));
    }

    /** The node at the end of the text, or {@link #NONE}; capitals count as small letters. */
    int walk(int node, CharSequence text) {
        for (int i = 0; i < text.length() && node != NONE; i++) {
            int letter = numberOf(text.charAt(i));
            node = letter < 0 ? NONE : step(node, letter);
        }
        return node;
    }

    /** A bit set of the letters that some word goes on with; bit 0 is {@code a}. */
    int lettersAfter(int node) {
        return letters[node] & (WORD_ENDS - 1);
    }

    /** Whether the letters up to this node are a whole word. */
    boolean isWord(int node) {
        return (letters[node] & WORD_ENDS) != 0;
    }

    /** 0..25 for a capital or a small letter, else -1. */
    static int numberOf(char letter) {
        int number = (letter | 0x20) - 'a';
        return number >= 0 && number < 26 ? number : -1;
    }

    /** Makes nodes breadth first; each node is the run of sorted words that share its prefix. */
    private static final class Builder {
        private final List<String> words;
        private final int[] letters;
        private final int[] firstChild;
        private final int[] runStart;
        private final int[] runEnd;
        private final int[] depth;
        private int nodes;

        Builder(List<String> sorted) {
            words = sorted;
            int count = countNodes(sorted);
            letters = new int[count];
            firstChild = new int[count];
            runStart = new int[count];
            runEnd = new int[count];
            depth = new int[count];
        }

        Trie build() {
            add(0, words.size(), 0);
            for (int node = 0; node < nodes; node++) {
                expand(node);
            }
            return new Trie(letters, firstChild);
        }

        private void expand(int node) {
            int from = runStart[node];
            int to = runEnd[node];
            firstChild[node] = nodes;
            if (from < to && words.get(from).length() == depth[node]) {
                letters[node] |= WORD_ENDS;
                from++;
            }
            while (from < to) {
                int end = endOfRun(from, to, depth[node]);
                letters[node] |= 1 << numberOf(words.get(from).charAt(depth[node]));
                add(from, end, depth[node] + 1);
                from = end;
            }
        }

        private int endOfRun(int from, int to, int at) {
            char letter = words.get(from).charAt(at);
            int end = from + 1;
            while (end < to && words.get(end).charAt(at) == letter) {
                end++;
            }
            return end;
        }

        private void add(int from, int to, int length) {
            runStart[nodes] = from;
            runEnd[nodes] = to;
            depth[nodes++] = length;
        }

        private static int countNodes(List<String> sorted) {
            int count = 1;
            String previous = "";
            for (String word : sorted) {
                count += word.length() - sharedPrefix(previous, word);
                previous = word;
            }
            return count;
        }

        private static int sharedPrefix(String one, String other) {
            int length = 0;
            while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
                length++;
            }
            return length;
        }
    }
}
