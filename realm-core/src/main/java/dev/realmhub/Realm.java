package dev.realmhub;

import java.util.List;
import java.util.Objects;

/**
 * The name of an audience: {@code lobby}, {@code game:abc}, {@code chat:game:abc}. The first token is its
 * <em>kind</em>.
 *
 * <p>A realm has 1 to 8 tokens of 1 to 128 characters, 256 together. A token may hold any character but control
 * characters, lone surrogates and the separator {@code ':'}; brokers encode what their subjects cannot hold. Two realms
 * are equal if their tokens are.
 *
 * <p>Immutable and thread-safe.
 */
public final class Realm {
    /** Between the tokens of the text form. */
    public static final char SEPARATOR = ':';

    /** Most tokens of a realm. */
    public static final int MAX_TOKENS = 8;

    /** Longest text form, in UTF-16 units. */
    public static final int MAX_LENGTH = 256;

    private final List<String> tokens;
    private final String text;

    private Realm(List<String> tokens) {
        if (tokens.isEmpty() || tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("a realm has 1 to " + MAX_TOKENS + " tokens, not " + tokens.size());
        }
        tokens.forEach(token -> Names.checkToken("realm token", token));
        this.tokens = tokens;
        this.text = String.join(String.valueOf(SEPARATOR), tokens);
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("realm has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
    }

    /**
     * Returns the realm of a kind and its further tokens: {@code Realm.of("game", "abc")}.
     *
     * @throws IllegalArgumentException if a token is not lawful
     */
    public static Realm of(String kind, String... more) {
        String[] tokens = new String[more.length + 1];
        tokens[0] = kind;
        System.arraycopy(more, 0, tokens, 1, more.length);
        for (int i = 0; i < tokens.length; i++) {
            Objects.requireNonNull(tokens[i], "realm token " + i + " is null; each must be a text");
        }
        return new Realm(List.of(tokens));
    }

    /** Returns the realm of the tokens; see {@link #of(String, String...)}. */
    public static Realm of(List<String> tokens) {
        return new Realm(List.copyOf(tokens));
    }

    /**
     * Reads the text form, {@code "game:abc"}: the reverse of {@link #toString()}.
     *
     * @throws IllegalArgumentException if it is not lawful
     */
    public static Realm parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("realm has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        return new Realm(List.of(text.split(String.valueOf(SEPARATOR), -1)));
    }

    /** Returns the first token. */
    public String kind() {
        return tokens.get(0);
    }

    /** Returns all tokens, the kind first. */
    public List<String> tokens() {
        return tokens;
    }

    /** Returns the token at an index, 0 being the kind. */
    public String token(int index) {
        return tokens.get(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Realm realm && text.equals(realm.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text form, tokens joined by {@code ':'}. */
    @Override
    public String toString() {
        return text;
    }
}
