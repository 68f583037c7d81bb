package dev.realmhub;

import dev.realmhub.ClientProtocol.FromHub;
import java.util.function.BiConsumer;

/**
 * What the hub itself tells clients, beside what is published. A client with no room for it is closed as too slow: it must not
 * go on with half.
 *
 * <p>Thread-safe. Called without a lock held, because it sends.
 */
final class Notices {
    private final BiConsumer<Client, CloseReason> close;

    Notices(BiConsumer<Client, CloseReason> close) {
        this.close = close;
    }

    void tell(Client client, FromHub words) {
        client.outbox().add(client.protocol().encode(words));
        flush(client);
    }

    /** Tells a member, unless the membership is over. */
    void tell(Member member, FromHub words) {
        Client client = member.client;
        client.outbox().tell(member, client.protocol().encode(words));
        flush(client);
    }

    /** Tells a member that what it knows is out of date, and holds back all else until the gate that is returned is opened. */
    Gate shut(Member member) {
        Client client = member.client;
        Gate gate = client.outbox().shut(member, client.protocol().encode(new ClientProtocol.Resync(member.realm())));
        flush(client);
        return gate;
    }

    /** Sends what was queued. */
    void flush(Client client) {
        if (client.outbox().overflowed()) {
            close.accept(client, CloseReason.TOO_SLOW);
        } else {
            client.outbox().flush();
        }
    }
}
