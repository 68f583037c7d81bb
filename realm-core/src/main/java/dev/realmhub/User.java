package dev.realmhub;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identity, authenticated or anonymous; owns any number of clients on any nodes.
 *
 * @param id 1 to 128 characters, unique among users, anonymous ones included
 * @param anonymous whether nobody vouched for the id
 * @param claims what the {@link Authenticator} knows of the user and backends should; travels with each request
 * @param pass by what the user came in; does not leave the node
 */
public record User(String id, boolean anonymous, Map<String, String> claims, Pass pass) {
    /**
     * What the user came in by.
     *
     * @param token an id by which it can be {@linkplain Order.Revoke revoked}, the {@code jti} of a JWT, for one; empty for none.
     *     Not the token itself
     * @param expires until when it is good: the client is warned before, and closed some time after unless it brings another;
     *     null for ever
     */
    public record Pass(String token, @Nullable Instant expires) {
        /** One that is good for ever and cannot be revoked. */
        public static final Pass NONE = new Pass("", null);

        /** Tells the time only: somebody may have put the token itself. */
        @Override
        public String toString() {
            return "pass until " + expires;
        }
    }

    /** Checks the id and copies the claims. */
    public User {
        Names.check("user id", id);
        claims = Map.copyOf(claims);
    }

    /** Makes one without a pass. */
    public User(String id, boolean anonymous, Map<String, String> claims) {
        this(id, anonymous, claims, Pass.NONE);
    }

    /** Returns the same user, come in by a pass: see {@link Pass}. */
    public User by(String token, @Nullable Instant expires) {
        return new User(id, anonymous, claims, new Pass(token, expires));
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
