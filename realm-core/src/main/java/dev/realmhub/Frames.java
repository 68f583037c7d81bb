package dev.realmhub;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one publication: each view encoded once per protocol, however many clients get it. The last one is kept
 * at hand, because most publications have one view and most realms one protocol.
 *
 * <p>Not thread-safe: one fan-out, one thread.
 */
final class Frames {
    private final Publication publication;
    private final @Nullable Realm realm;
    private final long since;
    private final Consumer<RealmException> failures;
    private final Map<ClientProtocol, Map<Payload, @Nullable Frame>> known = new HashMap<>(4);
    private @Nullable ClientProtocol lastProtocol;
    private @Nullable Payload lastView;
    private @Nullable Frame lastFrame;

    /**
     * Makes one; a protocol that cannot encode a view is reported once, and its clients get nothing of it.
     *
     * @param since when the publication came, by {@link Timers#nanoTime}
     */
    Frames(Publication publication, @Nullable Realm realm, long since, Consumer<RealmException> failures) {
        this.publication = publication;
        this.realm = realm;
        this.since = since;
        this.failures = failures;
    }

    /** Returns the frame of what a user in a role sees; null if he sees nothing, or the protocol has no words for it. */
    @SuppressWarnings(
            "ReferenceEquality") // the same object is the point; comparing bytes would cost more than it saves
    @Nullable
    Frame seenBy(User user, String role, ClientProtocol protocol) {
        Payload view = publication.seenBy(user.id(), role);
        if (view == null) {
            return null;
        }
        if (protocol != lastProtocol || view != lastView) {
            lastFrame = lookUp(protocol, view);
            lastProtocol = protocol;
            lastView = view;
        }
        return lastFrame;
    }

    private @Nullable Frame lookUp(ClientProtocol protocol, Payload view) {
        Map<Payload, @Nullable Frame> frames = known.computeIfAbsent(protocol, p -> new IdentityHashMap<>(4));
        if (!frames.containsKey(view)) {
            frames.put(view, encoded(protocol, view));
        }
        return frames.get(view);
    }

    /** The clients of other protocols must not suffer for one. */
    private @Nullable Frame encoded(ClientProtocol protocol, Payload view) {
        try {
            Payload words = protocol.encode(
                    new ClientProtocol.Event(realm, publication.position().orElse(null), view));
            return words == null ? null : Frame.of(words, since, publication, realm);
        } catch (RuntimeException | Error thrown) {
            failures.accept(new RealmException("protocol '" + protocol.name() + "' could not write an event", thrown));
            return null;
        }
    }
}
