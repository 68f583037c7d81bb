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

    private Publication(@Nullable Payload common, Map<String, Payload> userViews, Map<String, Payload> roleViews) {
        this.common = common;
        this.userViews = userViews;
        this.roleViews = roleViews;
    }

    /** Returns a publication that everyone addressed sees. */
    public static Publication of(Payload common) {
        return new Publication(common, Map.of(), Map.of());
    }

    /** Returns a publication of a text that everyone addressed sees. */
    public static Publication of(String text) {
        return of(Payload.text(text));
    }

    /** Returns a publication that nobody sees until a view is added. */
    public static Publication hidden() {
        return new Publication(null, Map.of(), Map.of());
    }

    /** Adds what one user sees instead, whatever his role. */
    public Publication viewOfUser(String user, Payload view) {
        return new Publication(common, with(userViews, Names.check("user id", user), view), roleViews);
    }

    /** Adds what members in a role see instead. */
    public Publication viewOfRole(String role, Payload view) {
        return new Publication(common, userViews, with(roleViews, Names.check("role", role), view));
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
