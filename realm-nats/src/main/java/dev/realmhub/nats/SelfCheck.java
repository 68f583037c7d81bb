package dev.realmhub.nats;

import io.nats.client.Connection;
import io.nats.client.NUID;
import io.nats.client.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once, on the first connection, whether our login may subscribe to everything. Then so may whoever gets hold of it,
 * and he reads each reply. Asks for a subject that nobody uses: the answer is the same as for {@code >}, and no traffic
 * comes here.
 *
 * <p>Thread-safe.
 */
final class SelfCheck {
    static final String WARNING =
            "this login may subscribe to every subject of NATS, so whoever has it reads what all others"
                    + " are told: give nodes and backends logins of their own, with the permissions of docs/nats/nats.conf";

    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private final String subject = "realmhub-self-check." + NUID.nextGlobal();
    private volatile boolean refused;
    private volatile boolean looked;

    /** Asks; the server answers a refusal, and nothing if it is allowed, before the next round trip is over. */
    void look(Connection connection) {
        if (looked) {
            return;
        }
        try {
            Subscription everything = connection.subscribe(subject);
            everything.unsubscribe();
        } catch (IllegalStateException connectionIsGone) {
            refused = true; // not known; the node says enough of its troubles already
        }
    }

    /** Returns whether this is the answer, and nothing to worry about. */
    boolean isAnsweredBy(String error) {
        boolean mine = error.contains(subject);
        refused = refused || mine;
        return mine;
    }

    /** Warns if there was no refusal. Called on the callbacks' thread after the round trip, once for each connection. */
    void conclude(Connection connection) {
        if (!looked && !refused && connection.getStatus() == Connection.Status.CONNECTED) {
            log.warn(WARNING);
        }
        looked = true;
    }
}
