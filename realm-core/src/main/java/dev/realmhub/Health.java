package dev.realmhub;

import java.util.ArrayList;
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

    static Health of(boolean stuck, boolean closed, boolean draining, boolean linked) {
        List<String> reasons = new ArrayList<>();
        note(stuck, "its timers stand still", reasons);
        note(closed, "it is closed", reasons);
        note(!closed && draining, "it drains", reasons);
        note(!linked, "it has no link to the bus", reasons);
        return new Health(!stuck, reasons.isEmpty(), reasons);
    }

    private static void note(boolean is, String reason, List<String> reasons) {
        if (is) {
            reasons.add(reason);
        }
    }
}
