package dev.realmhub.nats;

import java.util.Map;

/**
 * How a {@link NatsBroker}'s link is, at one moment.
 *
 * <p>Immutable and thread-safe.
 *
 * @param connected whether messages can be sent now, as far as the client knows: a link that went dark counts as up until
 *     our messages to ourselves stay out, 2 to 2.5 s
 * @param malformed messages that came over the bus and could not be read, since the start; they were dropped
 * @param refused messages that were not sent because too many waited for the server already, since the start
 * @param overrun times when messages came faster than this process took them and some were dropped, since the start
 * @param silences times when our messages to ourselves stayed out though the link seemed to be up, and it was made anew,
 *     since the start
 */
public record LinkHealth(boolean connected, long malformed, long refused, long overrun, long silences) {
    /** Returns the same by name, {@code connected} as 1 or 0. */
    Map<String, Long> figures() {
        return Map.of(
                "connected",
                connected ? 1L : 0L,
                "malformed",
                malformed,
                "refused",
                refused,
                "overrun",
                overrun,
                "silences",
                silences);
    }
}
