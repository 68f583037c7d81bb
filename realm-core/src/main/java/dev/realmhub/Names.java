package dev.realmhub;

/** The rules that every id and token obeys, so that none can shift a subject, a log line or a header. */
final class Names {
    /** Longest token or id, in UTF-16 units: 9 bytes each when percent-encoded, far below a NATS control line of 4,096. */
    static final int MAX_TOKEN = 128;

    private static final int MAX_PLAIN = 64;

    private Names() {}

    /**
     * Returns the value if it is 1 to {@link #MAX_TOKEN} characters, none of them a control character or half a
     * surrogate pair.
     *
     * @throws IllegalArgumentException naming what was wrong
     */
    static String check(String what, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty; it must have 1 to " + MAX_TOKEN + " characters");
        }
        if (value.length() > MAX_TOKEN) {
            throw new IllegalArgumentException(what + " has " + value.length() + " characters; at most " + MAX_TOKEN);
        }
        for (int i = 0; i < value.length(); i++) {
            if (!lawful(value, i)) {
                throw new IllegalArgumentException(
                        what + " has an unlawful character (U+%04X) at index %d".formatted((int) value.charAt(i), i)
                                + "; it must hold no control character and no half of a surrogate pair");
            }
        }
        return value;
    }

    /** As {@link #check}, for a token of a realm, which may not hold the separator of its text form either. */
    static String checkToken(String what, String value) {
        if (value.indexOf(Realm.SEPARATOR) >= 0) {
            throw new IllegalArgumentException(what + " holds the separator '" + Realm.SEPARATOR
                    + "'; pass each token by itself, Realm.of(\"game\", id), or read a text by Realm.parse");
        }
        return check(what, value);
    }

    /** Returns whether a text from outside can be a token of a realm. */
    static boolean isToken(String value) {
        try {
            checkToken("token", value);
            return true;
        } catch (IllegalArgumentException unlawful) {
            return false;
        }
    }

    /** Names made by programmers (command types, node ids): 1 to 64 of {@code A-Z a-z 0-9 _ -}. */
    static String checkPlain(String what, String value) {
        if (!isPlain(value)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 64 of A-Z a-z 0-9 _ -, and " + whatIsNotPlain(value));
        }
        return value;
    }

    static boolean isPlain(String value) {
        if (value.isEmpty() || value.length() > MAX_PLAIN) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Does not repeat the value: strangers choose some of them. */
    private static String whatIsNotPlain(String value) {
        for (int i = 0; i < Math.min(value.length(), MAX_PLAIN); i++) {
            if (!isPlain(value.charAt(i))) {
                return "has U+%04X at index %d".formatted((int) value.charAt(i), i);
            }
        }
        return "has " + value.length() + " characters";
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean lawful(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
        }
        return !Character.isISOControl(c);
    }
}
