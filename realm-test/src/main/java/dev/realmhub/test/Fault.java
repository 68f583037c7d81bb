package dev.realmhub.test;

/** What a {@link Simulation} can do to a cluster. */
public enum Fault {
    /** Messages take their time, and overtake those of other senders. */
    SLOW,
    /** Some of what a node should hear gets lost; the bus may notice. */
    DROP,
    /** Some of what comes through a stream comes twice. */
    DUPLICATE,
    /** A process loses its link, and the bus notices. */
    PARTITION,
    /** Nothing passes a link for a while, and nobody notices. */
    DARK,
    /** Questions to the streams fail, take long, or cannot be answered for sure. */
    LOG,
    /** Streams are lost and begin anew. */
    NEW_STREAM,
    /** Nodes are told that they may have missed something, when they have not. */
    ALARM,
    /** A process does nothing for a while. */
    FREEZE,
    /** A client reads nothing for a while. */
    STALL,
    /** Connections break, noticed or not; clients come back anywhere, soon, late or never. */
    BREAK,
    /** Resolutions and authentications fail, are late, or never come. */
    RESOLVER,
    /** Snapshots are refused, late, or never come. */
    SNAPSHOT,
    /** Commands are never answered. */
    COMMAND,
    /** Wall clocks jump by up to an hour. */
    CLOCK,
    /** A hub is killed, and another takes its place. */
    KILL
}
