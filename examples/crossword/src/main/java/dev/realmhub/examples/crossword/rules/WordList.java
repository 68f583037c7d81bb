package dev.realmhub.examples.crossword.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The words that count. Immutable, safe from any thread; look-ups neither block nor allocate. */
public final class WordList {
    private static final Pattern WORD = Pattern.compile("[a-z]{2,15}");

    private final Trie words;
    private final int size;

    private WordList(List<String> sorted) {
        words = Trie.of(sorted);
        size = sorted.size();
    }

    /**
     * The English list that comes with the game (see {@code NOTICE} for its origin and licence). One shared list; the
     * first call reads about 1 MB from the class path.
     *
     * @throws UncheckedIOException when the list cannot be read
     */
    public static WordList english() {
        return English.LIST;
    }

    /**
     * A list of the given words.
     *
     * @throws IllegalArgumentException when one is not 2 to 15 letters {@code a}..{@code z}
     */
    public static WordList of(Collection<String> words) {
        words.forEach(WordList::check);
        return new WordList(words.stream().sorted().distinct().toList());
    }

    /** Whether the word counts, in capitals or small letters. */
    public boolean contains(String word) {
        int node = words.walk(Trie.ROOT, word);
        return node != Trie.NONE && words.isWord(node);
    }

    /** Whether some word begins with, or is, these letters. */
    boolean hasPrefix(String prefix) {
        return words.walk(Trie.ROOT, prefix) != Trie.NONE;
    }

    /** How many words count. */
    public int size() {
        return size;
    }

    Trie trie() {
        return words;
    }

    private static void check(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("Not 2 to 15 letters a to z: " + word);
        }
    }

    private static final class English {
        static final WordList LIST = load("english-words.txt");

        private static WordList load(String resource) {
            try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream(resource), resource);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                return WordList.of(lines.lines().toList());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + resource, e);
            }
        }
    }
}
