package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of clusters, each with its own faults, and not one client that misses something without being told.
 *
 * <p>{@code -Dseed=17} runs one of them again, exactly; {@code -Dseeds=50000} runs more.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 2_000);

    @Test
    void whateverFailsEveryClientIsToldAllOrThatItIsNot() {
        Long one = Long.getLong("seed");
        LongStream seeds = one != null ? LongStream.of(one) : LongStream.rangeClosed(1, SEEDS);
        Optional<String> first = seeds.parallel()
                .filter(seed -> !Simulation.of(seed).run().check().isEmpty())
                .mapToObj(Verdict::of)
                .findFirst();
        first.ifPresent(verdict -> fail(verdict));
    }

    @Test
    void aSeedDoesTheSameInWhateverOrderAndOnWhateverThread() {
        List<Long> seeds = new ArrayList<>(LongStream.rangeClosed(1, 60).boxed().toList());
        List<String> stories = stories(seeds);
        Collections.reverse(seeds);
        List<String> again = stories(seeds);
        Collections.reverse(again);
        assertThat(again).isEqualTo(stories);
    }

    private static List<String> stories(List<Long> seeds) {
        return new ArrayList<>(
                seeds.parallelStream().map(seed -> Verdict.story(seed)).toList());
    }

    /** Or it would prove little. */
    @Test
    void simulationsAreFullOfFaultsAndOfThoseWhoAreToldOfThem() {
        String all =
                String.join("\n", stories(LongStream.rangeClosed(1, 60).boxed().toList()));
        assertThat(Arrays.stream(Fault.values()))
                .allMatch(fault -> LongStream.rangeClosed(1, 60)
                        .anyMatch(seed -> Simulation.of(seed).faults().contains(fault)));
        assertThat(all)
                .contains(
                        "Resync",
                        "Delayed",
                        "resumed=true",
                        "RealmSnapshot room:1 null",
                        "RealmSnapshot game:1 e",
                        "Degraded[degraded=true]",
                        "LoggedIn",
                        "NotLoggedIn",
                        "NotNavigated",
                        "Navigated[id=0",
                        "Unknown",
                        "Unavailable",
                        "Closing 1012");
        assertThat(all.lines().filter(line -> line.contains("Event "))).hasSizeGreaterThan(10_000);
    }
}
