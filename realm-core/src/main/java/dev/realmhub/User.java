package dev.realmhub;

import java.util.Map;

/**
 * An identity, authenticated or anonymous; owns any number of clients on any nodes.
 *
 * @param id 1 to 128 characters, unique among users, anonymous ones included
 * @param anonymous whether nobody vouched for the id
 * @param claims what the {@link Authenticator} knows of the user and backends should; travels with each request
 */
public record User(String id, boolean anonymous, Map<String, String> claims) {
    /** Checks the id and copies the claims. */
    public User {
        Names.check("user id", id);
        claims = Map.copyOf(claims);
    }

    /** Returns an authenticated user without claims. */
    public static User of(String id) {
        return new User(id, false, Map.of());
    }

    /** Returns an authenticated user with claims. */
    public static User of(String id, Map<String, String> claims) {
        return new User(id, false, claims);
    }

    /** Returns a new anonymous user with an unguessable id, {@code anon-} and 128 bits. */
    public static User newAnonymous() {
        return new User("anon-" + Ids.unguessable(), true, Map.of());
    }

    /** Names the id only: claims may hold secrets. */
    @Override
    public String toString() {
        return anonymous ? "anonymous " + id : id;
    }
}
