package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Town.House;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PresenceQuestionsTest {
    private final Town town = new Town();
    private final House one = town.hub("one");
    private final House two = town.hub("two");

    @Test
    void aBackendAsksWhoIsWhere() {
        one.open("alice", "/game:1=player/lobby");
        one.open("alice", "/game:1=player");
        two.open("alice", "/chat:1");
        two.open("bob", "/game:1=observer");
        town.pass(3);
        Presence.Answer game = answer(town.presence.in(Realm.parse("game:1"), Duration.ofSeconds(1)));
        assertThat(game.found())
                .containsExactlyInAnyOrder(
                        new Presence.Sighting("one", Realm.parse("game:1"), "alice", "player", 2),
                        new Presence.Sighting("two", Realm.parse("game:1"), "bob", "observer", 1));
        assertThat(game.clients()).isEqualTo(3);
        Presence.Answer alice = answer(town.presence.of("alice", Duration.ofSeconds(1)));
        assertThat(alice.found())
                .extracting(Presence.Sighting::realm)
                .containsExactlyInAnyOrder(Realm.parse("game:1"), Realm.parse("lobby"), Realm.parse("chat:1"));
        Presence.Answer all = answer(town.presence.clients(Duration.ofSeconds(1)));
        assertThat(all.clients()).isEqualTo(4);
        assertThat(all.nodes()).containsExactlyInAnyOrder("one", "two");
        assertThat(all.silent()).isEmpty();
    }

    private Presence.Answer answer(CompletionStage<Presence.Answer> question) {
        CompletableFuture<Presence.Answer> answer = question.toCompletableFuture();
        town.pass(0.01);
        assertThat(answer).as("an answer that needs no deadline").isCompleted();
        return answer.join();
    }

    @Test
    void anAnswerComesByItsDeadlineAndNamesWhoIsSilent() {
        one.open("alice", "/game:1");
        two.open("bob", "/game:1");
        town.pass(5);
        two.port().cut = true;
        CompletableFuture<Presence.Answer> answer =
                town.presence.in(Realm.parse("game:1"), Duration.ofSeconds(1)).toCompletableFuture();
        town.pass(0.9);
        assertThat(answer).isNotDone();
        town.pass(0.1);
        assertThat(answer.join().silent()).containsExactly("two");
        assertThat(answer.join().clients()).isEqualTo(1);
    }

    @Test
    void anAnswerOfManyPiecesIsWhole() {
        for (int i = 0; i < 1_234; i++) {
            one.open("u" + i, "/lobby");
        }
        town.pass(5);
        assertThat(answer(town.presence.in(Realm.parse("lobby"), Duration.ofSeconds(1)))
                        .found())
                .hasSize(1_234);
    }
}
