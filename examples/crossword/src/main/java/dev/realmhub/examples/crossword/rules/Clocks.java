package dev.realmhub.examples.crossword.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Two clocks of which at most one runs, as they stood at one moment. A caller's time that goes backwards counts as
 * standing still. Immutable.
 *
 * @param left what each player had left at {@code since}; never negative
 * @param running whose clock runs, or {@link #STOPPED}
 */
record Clocks(List<Duration> left, int running, Instant since) {
    static final int STOPPED = -1;

    static Clocks start(Duration each, Instant now) {
        return new Clocks(List.of(each, each), 0, now);
    }

    /** The same clocks at a later moment. */
    Clocks at(Instant now) {
        if (running == STOPPED || !now.isAfter(since)) {
            return this;
        }
        List<Duration> later = new ArrayList<>(left);
        later.set(running, notNegative(left.get(running).minus(Duration.between(since, now))));
        return new Clocks(List.copyOf(later), running, now);
    }

    Clocks switchTo(int seat, Instant now) {
        Clocks later = at(now);
        return new Clocks(later.left, seat, later.since);
    }

    /** The same clocks, of which the running one began to run later, but not later than now. */
    Clocks later(Duration by, Instant now) {
        Instant began = since.plus(by);
        return new Clocks(left, running, began.isBefore(now) ? began : now.isBefore(since) ? since : now);
    }

    Clocks stop(Instant now) {
        return switchTo(STOPPED, now);
    }

    boolean hasRunOut(Instant now) {
        return running != STOPPED && at(now).left.get(running).isZero();
    }

    /** Milliseconds left, rounded up, so that 0 is shown only by a clock that has run out. */
    List<Long> millis(Instant now) {
        return at(now).left.stream()
                .map(time -> time.plusNanos(999_999).toMillis())
                .toList();
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
