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
    private final @Nullable Realm realm;
    private final Consumer<RealmException> failures;
    private final Map<ClientProtocol, Map<Payload, @Nullable Payload>> known = new HashMap<>(4);
    private @Nullable ClientProtocol lastProtocol;
    private @Nullable Payload lastView;
    private @Nullable Payload lastFrame;

    /** Makes one; a protocol that cannot encode a view is reported once, and its clients get nothing of it. */
    Frames(@Nullable Realm realm, Consumer<RealmException> failures) {
        this.realm = realm;
        this.failures = failures;
    }

    /** Returns the frame of a view, or null if the protocol has none. */
    @SuppressWarnings(
            "ReferenceEquality") // the same object is the point; comparing bytes would cost more than it saves
    @Nullable
    Payload of(ClientProtocol protocol, Payload view) {
        if (protocol != lastProtocol || view != lastView) {
            lastFrame = lookUp(protocol, view);
            lastProtocol = protocol;
            lastView = view;
        }
        return lastFrame;
    }

    private @Nullable Payload lookUp(ClientProtocol protocol, Payload view) {
        Map<Payload, @Nullable Payload> frames = known.computeIfAbsent(protocol, p -> new IdentityHashMap<>(4));
        if (!frames.containsKey(view)) {
            frames.put(view, encoded(protocol, view));
        }
        return frames.get(view);
    }

    /** The clients of other protocols must not suffer for one. */
    private @Nullable Payload encoded(ClientProtocol protocol, Payload view) {
        try {
            return protocol.encode(new ClientProtocol.Event(realm, view));
        } catch (RuntimeException | Error thrown) {
            failures.accept(new RealmException("protocol '" + protocol.name() + "' could not write an event", thrown));
            return null;
        }
    }
}
