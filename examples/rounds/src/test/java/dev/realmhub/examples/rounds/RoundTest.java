package dev.realmhub.examples.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.User;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of the game, and its versions. */
class RoundTest {
    private final Round round = new Round("g");

    @BeforeEach
    void twoComeToPlay() {
        round.seat(User.of("ann"));
        round.seat(User.of("bob"));
    }

    @Test
    void theFirstTwoPlayAndStayPlayersAndWhoeverElseComesWatches() {
        assertThat(role("ann")).isEqualTo("player");
        assertThat(role("eve")).isEqualTo("watcher");
        assertThat(role("bob")).isEqualTo("player");
    }

    private String role(String user) {
        return round.seat(User.of(user)).memberships().stream()
                .filter(membership -> membership.realm().equals(Realm.of("round", "g")))
                .map(Membership::role)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nobodyPlaysAgainstHimself() {
        Round lonely = new Round("h");
        lonely.seat(User.of("ann"));
        lonely.seat(User.of("ann"));
        assertRefused("Nobody else is here yet.", () -> lonely.take("ann", 1));
    }

    @Test
    void onlyWhoseTurnItIsTakesAndNoMoreThanThree() {
        assertRefused("It is not your turn.", () -> round.take("bob", 1));
        assertRefused("It is not your turn.", () -> round.take("eve", 1));
        assertRefused("Take one, two or three.", () -> round.take("ann", 0));
        assertRefused("Take one, two or three.", () -> round.take("ann", 4));
        assertThat(text(round.take("ann", 3))).contains("\"by\":\"ann\"", "\"count\":3", "\"sticks\":18", "\"turn\":1");
        assertRefused("It is not your turn.", () -> round.take("ann", 1));
    }

    @Test
    void nobodyTakesMoreThanThereAreNorAfterTheLast() {
        for (int i = 0; i < 5; i++) {
            round.take("ann", 2);
            round.take("bob", 2);
        }
        assertRefused("Take one, two or three.", () -> round.take("ann", 2));
        assertThat(text(round.take("ann", 1))).contains("\"sticks\":0", "\"v\":11");
        assertRefused("The game is over.", () -> round.take("bob", 1));
    }

    @Test
    void aNoteIsForPlayersAndASkipMarkerOfTheSameVersionForTheOthers() {
        round.take("ann", 1);
        Publication note = round.note("bob", "a draw?");
        assertThat(text(note)).isEqualTo("{\"v\":2}");
        assertThat(note.roleViews().values())
                .singleElement()
                .satisfies(forPlayers -> assertThat(forPlayers.text()).contains("a draw?", "\"v\":2"));
        assertRefused("Only players may write here.", () -> round.note("eve", "hello"));
    }

    @Test
    void theStateHasTheVersionOfTheLastEvent() {
        round.take("ann", 1);
        assertThat(round.full("watcher").payload().text())
                .contains("\"t\":\"full\"", "\"role\":\"watcher\"", "\"sticks\":20", "\"v\":1");
    }

    private static String text(Publication publication) {
        return publication.common().map(Payload::text).orElseThrow();
    }

    private static void assertRefused(String why, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().text()).isEqualTo(why));
    }
}
