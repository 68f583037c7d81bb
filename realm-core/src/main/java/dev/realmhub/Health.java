package dev.realmhub;

import java.util.List;

/**
 * How a hub is at one moment, as load balancers and orchestrators ask.
 *
 * <p>Immutable and thread-safe.
 *
 * @param live whether it works at all; if not, nothing but a new process helps
 * @param ready whether new clients should come here
 * @param reasons why not, in words for people; empty if it is both
 */
public record Health(boolean live, boolean ready, List<String> reasons) {
    /** Copies the reasons. */
    public Health {
        reasons = List.copyOf(reasons);
    }
}
