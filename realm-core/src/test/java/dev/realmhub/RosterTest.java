package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster<String, String> roster = new Roster<>();

    @Test
    void membersAreFoundUnderTheirKeyInOrderOfJoining() {
        roster.add("a", "1");
        roster.add("a", "2");
        roster.add("b", "3");
        assertThat(roster.of("a")).containsExactly("1", "2");
        assertThat(roster.of("b")).containsExactly("3");
        assertThat(roster.of("c")).isEmpty();
        assertThat(roster.size()).isEqualTo(2);
    }

    @Test
    void theLastOneToLeaveTakesTheKeyAlong() {
        roster.add("a", "1");
        roster.add("a", "2");
        roster.remove("a", "1");
        assertThat(roster.of("a")).containsExactly("2");
        roster.remove("a", "2");
        assertThat(roster.size()).isZero();
    }

    @Test
    void whoIsNotThereCannotLeave() {
        roster.remove("a", "1");
        roster.add("a", "1");
        roster.remove("a", "2");
        roster.remove("b", "1");
        assertThat(roster.of("a")).containsExactly("1");
    }

    @Test
    void whatAReaderHoldsNeverChanges() {
        roster.add("a", "1");
        roster.add("a", "2");
        List<String> before = roster.of("a");
        roster.remove("a", "1");
        roster.add("a", "3");
        assertThat(before).containsExactly("1", "2");
    }

    @Test
    void noJoinIsLostWhenAnotherMemberLeavesAtTheSameMoment() throws Exception {
        int rounds = 20_000;
        CyclicBarrier start = new CyclicBarrier(2);
        List<Integer> lost = new ArrayList<>();
        Thread leaver = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                await(start);
                roster.remove("a", "old");
                await(start);
            }
        });
        leaver.start();
        for (int i = 0; i < rounds; i++) {
            roster.add("a", "old");
            await(start);
            roster.add("a", "new");
            await(start);
            if (!roster.of("a").equals(List.of("new"))) {
                lost.add(i);
            }
            roster.remove("a", "new");
        }
        leaver.join();
        assertThat(lost).isEmpty();
        assertThat(roster.size()).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
