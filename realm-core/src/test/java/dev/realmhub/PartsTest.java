package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Note.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final Realm GAME = Realm.of("game", "1");
    private static final long LATER = 60_000_000_000L;

    private final List<String> heard = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Parts parts = new Parts(new Heard(), asked::add);

    private final class Heard implements Parts.Sink {
        @Override
        public void came(@Nullable Realm realm, Present user) {
            heard.add("+" + user.user());
        }

        @Override
        public void changed(@Nullable Realm realm, Present user) {
            heard.add("=" + user.user() + " " + user.sockets());
        }

        @Override
        public void went(@Nullable Realm realm, Present user, LeaveReason reason) {
            heard.add("-" + user.user() + " " + reason);
        }

        @Override
        public void counted(Realm realm) {
            heard.add("counted");
        }
    }

    private static Change there(String user, int sockets) {
        return new Change(GAME, user, "", 1, sockets, sockets == 0 ? LeaveReason.LEFT : null, false);
    }

    private void knowsAllOf(String node, long epoch, long sequence, Change... changes) {
        parts.part(node, new Note.Part(epoch, sequence, 0, 1, List.of(changes)), 0);
    }

    @Test
    void aDiffOfAnotherLifeIsNotTakenThoughItsNumberFits() {
        knowsAllOf("n", 1, 4, there("alice", 1));
        parts.diff("n", new Note.Diff(2, 5, List.of(there("bob", 1))), 0);
        assertThat(heard).containsExactly("+alice");
        assertThat(asked).containsExactly("n");
    }

    @Test
    void aDiffBehindAMissedOneIsNotTaken() {
        knowsAllOf("n", 1, 4, there("alice", 1));
        parts.diff("n", new Note.Diff(1, 6, List.of(there("bob", 1))), 0);
        assertThat(heard).containsExactly("+alice");
        assertThat(asked).containsExactly("n");
    }

    @Test
    void aDiffThatComesTwiceCountsOnce() {
        knowsAllOf("n", 1, 4);
        parts.diff("n", new Note.Diff(1, 5, List.of(there("bob", 1))), 0);
        parts.diff("n", new Note.Diff(1, 5, List.of(there("bob", 1))), 0);
        assertThat(heard).containsExactly("+bob");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoHadGoneBeforeHisNodeDiedLeavesForHisOwnReason() {
        knowsAllOf("n", 1, 4, there("alice", 0), there("bob", 1));
        parts.expire("me", LATER);
        assertThat(heard).containsExactlyInAnyOrder("+alice", "+bob", "-alice LEFT", "-bob NODE_DIED");
    }

    @Test
    void anOldWholeThatComesLateChangesNothing() {
        knowsAllOf("n", 1, 4);
        parts.diff("n", new Note.Diff(1, 5, List.of(there("bob", 1))), 0);
        knowsAllOf("n", 1, 4);
        assertThat(heard).containsExactly("+bob");
    }

    @Test
    void aWholeWithAMissingPieceIsNotTaken() {
        parts.part("n", new Note.Part(1, 4, 0, 3, List.of(there("alice", 1))), 0);
        parts.part("n", new Note.Part(1, 4, 2, 3, List.of(there("carol", 1))), 0);
        assertThat(heard).isEmpty();
    }

    @Test
    void aUserOnTwoNodesIsOne() {
        knowsAllOf("n", 1, 1, there("alice", 1));
        knowsAllOf("m", 1, 1, there("alice", 2));
        parts.diff("n", new Note.Diff(1, 2, List.of(there("alice", 1).goneFor(LeaveReason.LEFT))), 0);
        assertThat(heard).containsExactly("+alice", "=alice 3", "=alice 2");
    }
}
