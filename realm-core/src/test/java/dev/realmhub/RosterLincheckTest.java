package dev.realmhub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Joins, leaves and reads of the registry's sets take effect one after the other, whatever the threads do: no join is
 * lost when the last member leaves at that moment.
 */
@Param(name = "realm", gen = IntGen.class, conf = "1:2")
@Param(name = "client", gen = IntGen.class, conf = "1:3")
public class RosterLincheckTest {
    private final Roster<Integer, Integer> roster = new Roster<>();

    @Operation
    public void join(@Param(name = "realm") int realm, @Param(name = "client") int client) {
        roster.add(realm, client);
    }

    @Operation
    public void leave(@Param(name = "realm") int realm, @Param(name = "client") int client) {
        roster.remove(realm, client);
    }

    @Operation
    public List<Integer> members(@Param(name = "realm") int realm) {
        return List.copyOf(roster.of(realm));
    }

    @Test
    void everyInterleavingOfJoinsAndLeavesIsAsIfTheyCameOneAfterTheOther() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(400)
                .threads(2)
                .actorsPerThread(3)
                .sequentialSpecification(OneAfterTheOther.class)
                .check(RosterLincheckTest.class);
    }

    @Test
    void joinsAndLeavesOfRealThreadsAreAsIfTheyCameOneAfterTheOther() {
        new StressOptions()
                .iterations(15)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(OneAfterTheOther.class)
                .check(RosterLincheckTest.class);
    }

    /** What the roster means, for one thread. */
    public static final class OneAfterTheOther {
        private final Map<Integer, List<Integer>> members = new HashMap<>();

        public void join(int realm, int client) {
            members.computeIfAbsent(realm, r -> new ArrayList<>()).add(client);
        }

        public void leave(int realm, int client) {
            members.getOrDefault(realm, new ArrayList<>()).remove((Integer) client);
        }

        public List<Integer> members(int realm) {
            return List.copyOf(members.getOrDefault(realm, List.of()));
        }
    }
}
