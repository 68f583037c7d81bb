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
    /** What becomes of a publication that finds a client's outbox full. */
    public enum Overflow {
        /** It must be delivered: the client is closed with {@link CloseReason#TOO_SLOW}, and may come back. */
        MUST_DELIVER,
        /**
         * Only the latest of its key counts, as of a clock or a cursor: a newer one takes the place of an older one that still
         * waits for the client. One that finds no room otherwise is treated as {@link #MUST_DELIVER}.
         */
        LATEST,
        /** It may be missed: the oldest of its kind goes first, when room is needed or it has waited too long. */
        BEST_EFFORT
    }

    private final @Nullable Payload common;
    private final Map<String, Payload> userViews;
    private final Map<String, Payload> roleViews;
    private final Rule rule;
    private final Place place;

    /** What becomes of it when a client is behind. */
    private record Rule(Overflow overflow, @Nullable String key) {
        static final Rule STRICT = new Rule(Overflow.MUST_DELIVER, null);
    }

    /** Where it stands in its realm's stream, if in any; and in a trace, if in any. */
    private record Place(
            @Nullable Position position,
            long previous,
            @Nullable String trace) {
        static final Place NONE = new Place(null, 0, null);
    }

    private Publication(
            @Nullable Payload common,
            Map<String, Payload> userViews,
            Map<String, Payload> roleViews,
            Rule rule,
            Place place) {
        this.common = common;
        this.userViews = userViews;
        this.roleViews = roleViews;
        this.rule = rule;
        this.place = place;
    }

    /** Returns a publication that everyone addressed sees. */
    public static Publication of(Payload common) {
        return new Publication(common, Map.of(), Map.of(), Rule.STRICT, Place.NONE);
    }

    /** Returns a publication of a text that everyone addressed sees. */
    public static Publication of(String text) {
        return of(Payload.text(text));
    }

    /** Returns a publication that nobody sees until a view is added. */
    public static Publication hidden() {
        return new Publication(null, Map.of(), Map.of(), Rule.STRICT, Place.NONE);
    }

    /** Adds what one user sees instead, whatever his role. */
    public Publication viewOfUser(String user, Payload view) {
        Map<String, Payload> views = with(userViews, Names.check("user id", user), view);
        return new Publication(common, views, roleViews, rule, place);
    }

    /** Adds what members in a role see instead. */
    public Publication viewOfRole(String role, Payload view) {
        Map<String, Payload> views = with(roleViews, Names.check("role", role), view);
        return new Publication(common, userViews, views, rule, place);
    }

    /**
     * Lets it take the place of what waits for a client of the same realm and key: {@link Overflow#LATEST}.
     *
     * @param name 1 to 128 characters, {@code clock} or {@code cursor:alice}
     */
    public Publication latest(String name) {
        return new Publication(
                common, userViews, roleViews, new Rule(Overflow.LATEST, Names.check("key", name)), place);
    }

    /** Lets clients that are behind miss it: {@link Overflow#BEST_EFFORT}. */
    public Publication bestEffort() {
        return new Publication(common, userViews, roleViews, new Rule(Overflow.BEST_EFFORT, null), place);
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
        return new Publication(common, userViews, roleViews, rule, new Place(where, previous, place.trace));
    }

    /**
     * Makes it part of a trace, unless that is null. {@link Backend#publish} does so; brokers carry it, and do it again.
     *
     * @param context the text of a W3C {@code traceparent}
     */
    public Publication traced(@Nullable String context) {
        return context == null
                ? this
                : new Publication(
                        common, userViews, roleViews, rule, new Place(place.position, place.previous, context));
    }

    /** Returns the trace that it is part of; null if it is in none. */
    public @Nullable String trace() {
        return place.trace;
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

    /** Returns what becomes of it when a client is behind; {@link Overflow#MUST_DELIVER} unless said otherwise. */
    public Overflow overflow() {
        return rule.overflow;
    }

    /** Returns what it is the {@link #latest} of. */
    public Optional<String> key() {
        return Optional.ofNullable(rule.key);
    }

    /** Returns its place in the realm's stream; empty if it has not come through one. */
    public Optional<Position> position() {
        return Optional.ofNullable(place.position);
    }

    /** Returns the sequence of the realm's event before it; 0 if none is known. */
    public long previous() {
        return place.previous;
    }

    /** Returns the sequence of its position; 0 if it has none. */
    long sequence() {
        return place.position == null ? 0 : place.position.sequence();
    }

    /** Returns whether it has come through a stream. */
    boolean isPlaced() {
        return place.position != null;
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
