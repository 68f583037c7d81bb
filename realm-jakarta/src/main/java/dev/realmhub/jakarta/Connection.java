package dev.realmhub.jakarta;

import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket on its way into the hub. Until its user is known, what it sends is held; from then on it is the hub's.
 *
 * <p>Thread-safe: the container's thread, the authenticator's and the closing one meet here.
 */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Hub hub;
    private final SessionTransport transport;

    /** Set when all that was held has gone to the hub, so nothing can overtake it. */
    private volatile @Nullable Client client;

    // Guarded by this.
    /** Empty until the first message, and again when all are with the hub: an idle connection keeps no queue. */
    private List<Payload> held = List.of();

    private boolean over;

    Connection(Hub hub, SessionTransport transport) {
        this.hub = hub;
        this.transport = transport;
    }

    /** Takes the guest in as soon as his user is known, or refuses him. */
    void admit(Guest guest) {
        guest.user().whenComplete((user, failure) -> {
            if (user != null) {
                orRefuse(() -> enter(guest, user));
            } else {
                refuse(reasonOf(failure));
            }
        });
    }

    /** Runs code on behalf of this connection, which is closed if it throws. Nothing is thrown at the caller. */
    void orRefuse(Runnable code) {
        try {
            code.run();
        } catch (RefusedException refused) {
            refuse(refused.reason());
        } catch (RuntimeException | Error thrown) {
            log.error("connection closed after a failure in its own code", thrown);
            refuse(CloseReason.INTERNAL);
        }
    }

    private synchronized void enter(Guest guest, User user) {
        if (!over) {
            Client entered = hub.connect(guest.handshake(), user, guest.protocol(), transport);
            replay(entered);
            client = entered;
        }
    }

    /** If one message fails, the client is closed before it is known here: no later message may be acted on. */
    private void replay(Client entered) {
        try {
            held.forEach(message -> hub.receive(entered, message));
            held = List.of();
        } catch (RuntimeException | Error thrown) {
            hub.kick(entered, CloseReason.INTERNAL);
            client = entered;
            throw thrown;
        }
    }

    /** Takes a message. */
    void receive(Payload message) {
        Client known = client;
        if (known == null) {
            known = hold(message);
        }
        if (known != null) {
            hub.receive(known, message);
        }
    }

    /** Keeps a message, unless it is its turn: then returns the client whose it is. */
    private synchronized @Nullable Client hold(Payload message) {
        if (client == null && !over) {
            checkRoom(message);
            held = held.isEmpty() ? new ArrayList<>(2) : held;
            held.add(message);
        }
        return client;
    }

    private void checkRoom(Payload message) {
        if (message.size() > hub.config().inboundBytes()) {
            throw new RefusedException(CloseReason.TOO_BIG);
        }
        if (held.size() >= hub.config().heldMessages()) {
            throw new RefusedException(CloseReason.TOO_MANY_MESSAGES);
        }
    }

    /** Notes the answer to a ping. */
    void ponged() {
        Client known = client;
        if (known != null) {
            hub.ponged(known);
        }
    }

    /** Closes the connection for a reason. Idempotent. */
    void refuse(CloseReason reason) {
        Client known = end();
        if (known != null) {
            hub.kick(known, reason);
        } else {
            transport.close(reason);
        }
    }

    /** Takes note that the socket is gone. Idempotent; containers tell once, twice or never. */
    void over(CloseReason reason) {
        Client known = end();
        if (known != null) {
            hub.disconnected(known, reason);
        }
    }

    /** As {@link #over}, where the container may not close the socket by itself. */
    void broken() {
        over(CloseReason.GONE);
        transport.hangUp();
    }

    private synchronized @Nullable Client end() {
        over = true;
        held = List.of();
        return client;
    }

    private static CloseReason reasonOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? refused.reason() : CloseReason.INTERNAL;
    }
}
