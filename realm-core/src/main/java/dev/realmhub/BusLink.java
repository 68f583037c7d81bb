package dev.realmhub;

import java.util.concurrent.Executor;

/**
 * Whether the node has its link to the bus: clients are told when it is lost and when it is back, and after that whatever may
 * have been missed is looked for.
 *
 * <p>Thread-safe.
 */
final class BusLink {
    private final RealmRegistry registry;
    private final Doors doors;
    private final Notices notices;
    private final SerialByKey<BusLink> inOrder;
    private volatile boolean up = true;

    BusLink(RealmRegistry registry, Doors doors, Notices notices, Executor executor) {
        this.registry = registry;
        this.doors = doors;
        this.notices = notices;
        this.inOrder = new SerialByKey<>(executor);
    }

    boolean isUp() {
        return up;
    }

    /** Called on a thread of the bus. */
    void changed(boolean isUp) {
        if (up != isUp) {
            up = isUp;
            inOrder.execute(this, () -> registry.clients().forEach(client -> tell(client, isUp)));
            doors.suspect();
        }
    }

    /** Tells a client that has just become live how things are, if they are not well. */
    void tell(Client client) {
        if (!up) {
            tell(client, false);
        }
    }

    private void tell(Client client, boolean isUp) {
        if (client.state() == Client.State.JOINED) {
            notices.tell(client, new ClientProtocol.Degraded(!isUp));
        }
    }
}
