package dev.realmhub.jakarta;

import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.RealmException;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What happened on a hub, to be waited for. */
final class Chronicle implements HubListener {
    private final BlockingQueue<Client> joined = new LinkedBlockingQueue<>();
    private final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
    private final BlockingQueue<RealmException> failures = new LinkedBlockingQueue<>();

    @Override
    public void joined(Client client, Membership membership) {
        joined.add(client);
    }

    @Override
    public void failed(RealmException failure) {
        failures.add(failure);
    }

    /** What went wrong that no client is to blame for. */
    Collection<RealmException> failures() {
        return failures;
    }

    @Override
    public void closed(Client client, CloseReason reason) {
        closed.add(reason);
    }

    /** Waits until a client is in a realm, and hears what is published there. */
    Client awaitJoined() {
        return Patience.take(joined);
    }

    CloseReason awaitClosed() {
        return Patience.take(closed);
    }

    int closedSoFar() {
        return closed.size();
    }
}
