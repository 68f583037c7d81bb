package dev.realmhub.examples.crossword;

import dev.realmhub.User;
import java.util.Map;
import java.util.UUID;

/**
 * A named visitor, as everyone may see him.
 *
 * @param id the user's id, which ends in his name: presence tells ids, and the lobby shows names
 * @param name what he called himself
 */
record Person(String id, String name) {
    /** The claim that carries the name from the hub to the backend. */
    static final String NAME = "name";

    /** Makes a new one. */
    static Person called(String name) {
        return new Person(UUID.randomUUID() + "~" + name, name);
    }

    static Person of(User user) {
        return new Person(user.id(), user.claims().getOrDefault(NAME, "guest"));
    }

    User user() {
        return User.of(id, Map.of(NAME, name));
    }
}
