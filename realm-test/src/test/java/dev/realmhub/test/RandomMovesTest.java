package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand random connects, navigations, changes of role, kicks and disconnects, while four threads publish to all
 * realms. The order of the operations is the seed's; how they meet the traffic is the machine's.
 */
class RandomMovesTest {
    private static final int OPERATIONS = 10_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_101, 77_003, -5, 918_273_645})
    void eachClientIsToldAllOfItsRealmsAndOfNoOthersAndNothingIsLeftBehind(long seed) {
        Playground playground = new Playground();
        Pace pace = new Pace();
        Traffic traffic = new Traffic(playground, pace, 4);
        Movers movers = new Movers(playground, pace, seed, 2);

        traffic.start();
        movers.run(OPERATIONS);
        traffic.end();
        playground.awaitQuiet();
        playground.readStreams();

        assertThat(playground.history().check()).as("faults of seed %d", seed).isEmpty();
        traffic.vanish();
        movers.closeAll();
        playground.awaitQuiet();

        assertThat(playground.hub().clientCount())
                .as("clients left by seed %d", seed)
                .isZero();
        assertThat(playground.hub().realmCount())
                .as("realms left by seed %d", seed)
                .isZero();
        assertThat(movers.all().stream()
                        .mapToInt(client -> client.transport().overlaps())
                        .sum())
                .as("overlapping sends of seed %d", seed)
                .isZero();
        assertThat(movers.all().stream()
                        .mapToInt(client -> client.transport().frames().size())
                        .sum())
                .as("messages heard with seed %d, or the test would prove nothing", seed)
                .isGreaterThan(5 * OPERATIONS);
        playground.close();
    }
}
