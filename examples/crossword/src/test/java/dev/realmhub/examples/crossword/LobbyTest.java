package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose seeks stay open. */
class LobbyTest {
    private final Lobby lobby = new Lobby();
    private final Person alice = Person.called("Alice");
    private final Person bob = Person.called("Bob");
    private final Set<Person> here = new HashSet<>(Set.of(alice, bob));

    private boolean look() {
        return lobby.closeSeeksOfAbsent(here::contains);
    }

    private List<Person> seekers() {
        return lobby.seeks().stream().map(Messages.Seek::user).toList();
    }

    @Test
    void aSeekIsClosedWhenItsUserWasAwayAtTwoLooks() {
        lobby.open(alice);
        lobby.open(bob);
        here.remove(bob);
        assertThat(look()).as("he may have come a moment ago").isFalse();
        assertThat(look()).isTrue();
        assertThat(seekers()).containsExactly(alice);
        assertThat(look()).as("closed already").isFalse();
    }

    @Test
    void whoIsBackAtTheNextLookKeepsHisSeek() {
        lobby.open(bob);
        here.remove(bob);
        look();
        here.add(bob);
        look();
        here.remove(bob);
        assertThat(look()).isFalse();
        assertThat(seekers()).containsExactly(bob);
    }

    @Test
    void anIdEndsInTheNameAndIsNobodyElses() {
        assertThat(alice.id())
                .endsWith("~Alice")
                .isNotEqualTo(Person.called("Alice").id());
        assertThat(Sessions.name("A\ud800l")).as("half a surrogate pair").contains("Al");
    }
}
