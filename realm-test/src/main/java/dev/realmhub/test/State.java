package dev.realmhub.test;

import dev.realmhub.Payload;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state of a realm, as a stamped snapshot says it: of each publisher the last number.
 *
 * <p>Immutable and thread-safe.
 *
 * @param user for whom it was made
 * @param role in which role
 * @param upto the text form of the position that it stands for exactly; empty if it does not say
 * @param known the last number by publisher
 */
public record State(String realm, String user, String role, String upto, Map<String, Integer> known) {
    private static final String NONE = "-";

    /** Copies what is known. */
    public State {
        known = Map.copyOf(known);
    }

    /** Returns it as a snapshot's payload. */
    public Payload payload() {
        String numbers = new TreeMap<>(known)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(","));
        return Payload.text(String.join(" ", "state", realm, user, orNone(role), orNone(upto), orNone(numbers)));
    }

    int of(String publisher) {
        return known.getOrDefault(publisher, 0);
    }

    static State of(Payload payload) {
        String[] words = payload.text().split(" ", -1);
        if (words.length != 6 || !words[0].equals("state")) {
            throw new IllegalArgumentException("no state: " + payload.text());
        }
        Map<String, Integer> known = new TreeMap<>();
        for (String number : orEmpty(words[5]).split(",", -1)) {
            if (!number.isEmpty()) {
                String[] parts = number.split("=", 2);
                known.put(parts[0], Integer.parseInt(parts[1]));
            }
        }
        return new State(words[1], words[2], orEmpty(words[3]), orEmpty(words[4]), known);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String orEmpty(String word) {
        return word.equals(NONE) ? "" : word;
    }
}
