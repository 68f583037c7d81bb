package dev.realmhub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event, with what each may see of it. A receiver gets the view of his user id, else the view of his role in the
 * realm, else the common payload, else nothing.
 *
 * <pre>{@code
 * Publication.of(forObservers).viewOfUser("alice", forAlice).viewOfUser("bob", forBob)
 * }</pre>
 *
 * <p>Immutable and thread-safe; each method returns a new publication.
 */
public final class Publication {
    private final @Nullable Payload common;
    private final Map<String, Payload> userViews;
    private final Map<String, Payload> roleViews;
    private final @Nullable Position position;
    private final long previous;

    private Publication(
            @Nullable Payload common,
            Map<String, Payload> userViews,
            Map<String, Payload> roleViews,
            @Nullable Position position,
            long previous) {
        this.common = common;
        this.userViews = userViews;
        this.roleViews = roleViews;
        this.position = position;
        this.previous = previous;
    }

    /** Returns a publication that everyone addressed sees. */
    public static Publication of(Payload common) {
        return new Publication(common, Map.of(), Map.of(), null, 0);
    }

    /** Returns a publication of a text that everyone addressed sees. */
    public static Publication of(String text) {
        return of(Payload.text(text));
    }

    /** Returns a publication that nobody sees until a view is added. */
    public static Publication hidden() {
        return new Publication(null, Map.of(), Map.of(), null, 0);
    }

    /** Adds what one user sees instead, whatever his role. */
    public Publication viewOfUser(String user, Payload view) {
        Map<String, Payload> views = with(userViews, Names.check("user id", user), view);
        return new Publication(common, views, roleViews, position, previous);
    }

    /** Adds what members in a role see instead. */
    public Publication viewOfRole(String role, Payload view) {
        Map<String, Payload> views = with(roleViews, Names.check("role", role), view);
        return new Publication(common, userViews, views, position, previous);
    }

    /**
     * Places it in its realm's stream. For brokers; whoever publishes leaves it to them.
     *
     * @param previous the sequence of the realm's event before it; 0 if none is known
     */
    public Publication at(Position where, long previous) {
        if (previous < 0 || previous >= where.sequence()) {
            throw new IllegalArgumentException("no event before " + where + " has the sequence " + previous);
        }
        return new Publication(common, userViews, roleViews, where, previous);
    }

    /** Returns what everyone else sees; empty for a {@link #hidden()} one. */
    public Optional<Payload> common() {
        return Optional.ofNullable(common);
    }

    /** Returns the views by user id. */
    public Map<String, Payload> userViews() {
        return userViews;
    }

    /** Returns the views by role. */
    public Map<String, Payload> roleViews() {
        return roleViews;
    }

    /** Returns its place in the realm's stream; empty if it has not come through one. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** Returns the sequence of the realm's event before it; 0 if none is known. */
    public long previous() {
        return previous;
    }

    /** Returns what a user in a role sees, or null for nothing. */
    @Nullable
    Payload seenBy(String user, String role) {
        if (userViews.isEmpty() && roleViews.isEmpty()) {
            return common;
        }
        Payload view = userViews.get(user);
        return view != null ? view : roleViews.getOrDefault(role, common);
    }

    private static Map<String, Payload> with(Map<String, Payload> views, String key, Payload view) {
        Map<String, Payload> more = new HashMap<>(views);
        more.put(key, view);
        return Map.copyOf(more);
    }
}
