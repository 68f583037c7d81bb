package dev.realmhub;

import java.util.List;
import java.util.Map;

/**
 * What is on a node at one moment, for people and for programs that watch it: {@link Hub#inspect}. Nothing but numbers, texts,
 * lists and maps, so that any JSON writer can write it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param node its id
 * @param health whether it works, and takes new clients
 * @param clients connections, those still connecting included
 * @param users who have a live connection here
 * @param realms the realms that have somebody here, with how many
 * @param queues what waits for clients
 * @param lanes what waits for the fan-out
 * @param interest realms and users that the bus has been asked to bring; on a bus that brings everything, those that have somebody
 * @param continuity what was missed, since the start
 * @param bus the bus's own figures, by name
 */
public record Inspection(
        String node,
        Health health,
        int clients,
        int users,
        List<OfRealm> realms,
        Queues queues,
        OfLanes lanes,
        int interest,
        Continuity continuity,
        Map<String, Long> bus) {
    /** Copies the collections. */
    public Inspection {
        realms = List.copyOf(realms);
        bus = Map.copyOf(bus);
    }

    /**
     * A realm and how many clients are in it.
     *
     * @param position up to where its stream has been heard; empty if it keeps none, or that is not known yet
     * @param owner the backend to whom this node sends its commands; empty if it is not owned, or none came through here yet
     * @param epoch that owner's; 0 if there is none
     */
    public record OfRealm(String realm, String kind, int clients, String position, String owner, long epoch) {}

    /**
     * What waits in all outboxes.
     *
     * @param behind clients for whom something waits
     * @param messages WebSocket messages that wait
     * @param bytes their size
     * @param oldestMillis how long the oldest has waited
     */
    public record Queues(int behind, int messages, long bytes, long oldestMillis) {}

    /**
     * The lanes of the fan-out.
     *
     * @param count how many there are
     * @param busy how many have something to do
     * @param deepest how many publications wait in the fullest
     */
    public record OfLanes(int count, int busy, int deepest) {}

    /**
     * What was missed.
     *
     * @param repaired events that had not come and were read from their streams
     * @param resynced times when a client was told to begin anew in a realm
     */
    public record Continuity(long repaired, long resynced) {}

    /**
     * A realm that a backend owns: {@link Backend#inspect}.
     *
     * @param owner that backend's id, by which hubs know it
     * @param open whether its game is open: not while it is made, or closed
     * @param position that of its last append; empty if it keeps no stream, or one is under way
     * @param underWay commands that run, or wait for their answer
     */
    public record OfOwned(String realm, String owner, long epoch, boolean open, String position, int underWay) {}

    /**
     * A client in a realm: {@link Hub#inspect(Realm)}.
     *
     * @param client its id: whoever knows it can name it as an address
     * @param lagMillis its round trip; 0 while it is not known
     * @param waiting WebSocket messages that wait for it
     * @param oldestMillis how long the oldest of them has waited
     */
    public record OfMember(
            String client,
            String user,
            boolean anonymous,
            String role,
            long lagMillis,
            int waiting,
            long oldestMillis) {}
}
