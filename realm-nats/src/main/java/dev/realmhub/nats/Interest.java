package dev.realmhub.nats;

import dev.realmhub.Broker;

/** What of the publications to realms and users a node is sent: see {@link NatsBroker.Builder#interest(Interest)}. */
public enum Interest {
    /** All of them, from the start: nothing can be missed because somebody has only just joined. */
    ALL,

    /**
     * Those of realms and users for which the node has {@linkplain Broker#attend asked}: what a node has to do does not grow
     * with the cluster. On the other servers of a cluster, what is published within milliseconds of the asking may miss
     * it; in a realm that keeps a stream, a look at its position finds that out.
     */
    JOINED
}
