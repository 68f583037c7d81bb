package dev.realmhub;

/** Hears of each client that comes and goes, in its order, with its lock held: only takes note. */
interface Comings {
    /** A hub without presence. */
    Comings UNHEARD = new Comings() {};

    default void came(Member member) {}

    default void went(Member member, LeaveReason why) {}

    default void online(Client client) {}

    default void offline(Client client, LeaveReason why) {}
}
