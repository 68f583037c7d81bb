package dev.realmhub;

import java.util.Optional;

/**
 * Counts and times what a hub does: what {@link HubListener} hears, and what happens too often to be told one by one. The four
 * methods here are called at once on the thread where it happens, on the way of every message: they must be quick and must neither
 * block nor throw.
 */
public interface HubMeter extends HubListener {
    /**
     * A part of an audience was served, 64 clients at most.
     *
     * @param messages how many reached an outbox: publications times receivers
     * @param lagNanos how long ago the oldest of the publications came to this node. It is with the container by now, but for
     *     clients that are behind: how long they wait, {@link Inspection.Queues} tells
     */
    default void delivered(int messages, long lagNanos) {}

    /** A client's command has its outcome. */
    default void commanded(Outcome outcome, long nanos) {}

    /** Realms were resolved, for a client that connected, navigated or logged in. */
    default void resolved(Optional<CloseReason> refusal, long nanos) {}

    /** Counted or not, it is the {@linkplain HubBuilder#listener listener} who logs it. */
    @Override
    default void failed(RealmException failure) {}

    /** A client has told its round trip, averaged over its pings. */
    default void lagged(long millis) {}
}
