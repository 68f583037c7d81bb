package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HubCommandTest {
    private final Site site = new Site();
    private final List<Command> got = new ArrayList<>();

    @Test
    void anAnswerComesBackUnderTheCommandsId() {
        serve("move", command -> ok("ok " + command.payload().text()));
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 7 move - e4");
        alice.says("do 8 move - e5");
        assertThat(alice.heard("answer")).containsExactly("answer 7 ok ok e4", "answer 8 ok ok e5");
    }

    @Test
    void aCommandCarriesWhatTheHubKnowsAndNothingThatTheClientClaims() {
        serve("move", command -> ok(""));
        Guest alice = Guest.of(site.hub(), "alice", "/lobby/game:1=player");
        alice.says("do 1 move game:1 e4");
        Command command = got.get(0);
        assertThat(command.user()).isEqualTo(User.of("alice"));
        assertThat(command.client()).isEqualTo(alice.client.address());
        assertThat(command.membership()).contains(Membership.of(Realm.of("game", "1"), "player"));
        assertThat(command.payload()).isEqualTo(Payload.text("e4"));
        assertThat(command.deadline()).isEqualTo(VirtualTime.START.plusSeconds(5));
        assertThat(command.answered()).isTrue();
    }

    @Test
    void aCommandWithoutARealmIsForTheFirstOne() {
        serve("say", command -> ok(command.realm().toString()));
        Guest alice = Guest.of(site.hub(), "alice", "/b/a");
        alice.says("do 1 say - x");
        assertThat(alice.heard("answer")).containsExactly("answer 1 ok b");
    }

    @Test
    void aClientInNoRealmMaySendCommandsThatNeedNone() {
        serve("say", command -> ok(command.membership().isEmpty() ? "none" : "some"));
        Guest alice = Guest.of(site.hub(), "alice", "/");
        alice.says("do 1 say - x");
        assertThat(alice.heard("answer")).containsExactly("answer 1 ok none");
    }

    @Test
    void aCommandForARealmThatTheClientIsNotInReachesNoBackend() {
        serve("move", command -> ok(""));
        Guest alice = Guest.of(site.hub(), "alice", "/game:1=player");
        alice.says("do 1 move game:2 e4");
        alice.says("do 0 move game:2 e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 rejected not_member");
        assertThat(got).isEmpty();
    }

    @Test
    void aRealmThatWasLeftIsNoLongerTheClients() {
        serve("move", command -> ok(""));
        Guest alice = Guest.of(site.hub(), "alice", "/game:1=player");
        alice.says("go 1 /lobby");
        alice.says("do 2 move game:1 e4");
        assertThat(alice.heard("answer")).containsExactly("answer 2 rejected not_member");
        assertThat(got).isEmpty();
    }

    @Test
    void aCommandWithAnUnlawfulTypeReachesNoBackend() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        for (String type : List.of("a.b", "*", ">", "", "x".repeat(65), "\u00e9")) {
            alice.says("do 1 " + type + " - e4");
        }
        assertThat(alice.heard("answer")).hasSize(6).containsOnly("answer 1 rejected bad_type");
    }

    @Test
    void aCommandThatNobodyServesIsUnavailableAtOnce() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 1 move - e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 unavailable");
    }

    @Test
    void aCommandOnADeadBusIsUnavailable() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        site.broker.close();
        alice.says("do 1 move - e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 unavailable");
    }

    @Test
    void aCommandWithoutAnAnswerIsUnknownAtItsDeadlineAndALateAnswerIsForgotten() {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        serve("move", command -> answer);
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 1 move - e4");
        site.pass(Duration.ofMillis(4_999));
        assertThat(alice.heard("answer")).isEmpty();
        site.pass(Duration.ofMillis(1));
        assertThat(alice.heard("answer")).containsExactly("answer 1 unknown");
        answer.complete(Outcome.ok());
        assertThat(alice.heard("answer")).hasSize(1);
    }

    @Test
    void aCommandWhoseAnswerFailsIsUnknownAtOnce() {
        serve("move", command -> CompletableFuture.failedStage(new IllegalStateException("on purpose")));
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 1 move - e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 unknown");
    }

    @Test
    void aCommandTooLargeForTheBusIsRejected() {
        Guest alice = Guest.of(hubOver(BrokerException.Fault.TOO_LARGE), "alice", "/game:1");
        alice.says("do 1 move - e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 rejected too_large");
    }

    @Test
    void aCommandThatMayHaveArrivedIsUnknown() {
        Guest alice = Guest.of(hubOver(BrokerException.Fault.FAILED), "alice", "/game:1");
        alice.says("do 1 move - e4");
        assertThat(alice.heard("answer")).containsExactly("answer 1 unknown");
    }

    @Test
    void aCommandWithIdZeroGetsNoAnswerWhateverBecomesOfIt() {
        serve("log", command -> CompletableFuture.failedStage(new IllegalStateException("on purpose")));
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 0 log - x");
        alice.says("do 0 nobody - x");
        alice.says("do 0 a.b - x");
        alice.says("do 0 log game:2 x");
        site.pass(Duration.ofSeconds(6));
        assertThat(alice.heard("answer")).isEmpty();
        assertThat(got).singleElement().matches(command -> !command.answered());
    }

    @Test
    void moreCommandsAtOnceThanAllowedAreRejectedUntilOneIsSettled() {
        List<CompletableFuture<Outcome>> open = new ArrayList<>();
        serve("move", command -> {
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        });
        Hub hub = site.config(HubConfig.builder().commandsInFlight(2)).hub();
        Guest alice = Guest.of(hub, "alice", "/game:1");
        Guest bob = Guest.of(hub, "bob", "/game:1");
        for (int id = 1; id <= 3; id++) {
            alice.says("do " + id + " move - e4");
        }
        assertThat(alice.heard("answer")).containsExactly("answer 3 rejected too_many");
        bob.says("do 1 move - e4");
        assertThat(bob.heard("answer")).isEmpty();

        open.get(0).complete(Outcome.ok());
        alice.says("do 4 move - e4");
        alice.says("do 5 move - e4");
        assertThat(alice.heard("answer"))
                .containsExactly("answer 3 rejected too_many", "answer 1 ok", "answer 5 rejected too_many");
    }

    @Test
    void aCommandIsSentWhenTheOneBeforeHasItsOutcomeAndThoseOfOthersBesideIt() {
        List<CompletableFuture<Outcome>> open = new ArrayList<>();
        serve("move", command -> {
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        });
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1");
        alice.says("do 1 move - a1");
        alice.says("do 0 move - a2");
        alice.says("do 3 move - a3");
        Guest.of(hub, "bob", "/game:1").says("do 1 move - b1");
        assertThat(texts()).containsExactly("a1", "b1");
        open.get(0).complete(Outcome.ok());
        assertThat(texts()).containsExactly("a1", "b1", "a2", "a3");
        assertThat(got).extracting(Command::id).containsExactly(1L, 1L, 0L, 3L);
    }

    @Test
    void aCommandThatIsNeverAnsweredHoldsUpTheNextOnesUntilItsDeadlineOnly() {
        serve("move", command -> new CompletableFuture<>());
        Guest alice = Guest.of(site.hub(), "alice", "/game:1");
        alice.says("do 1 move - a1");
        site.pass(Duration.ofSeconds(2));
        alice.says("do 2 move - a2");
        site.pass(Duration.ofMillis(2_999));
        assertThat(texts()).containsExactly("a1");
        site.pass(Duration.ofMillis(1));
        assertThat(texts()).containsExactly("a1", "a2");
        assertThat(alice.heard("answer")).containsExactly("answer 1 unknown");
        site.pass(Duration.ofSeconds(2));
        assertThat(alice.heard("answer")).containsExactly("answer 1 unknown", "answer 2 unknown");
    }

    private List<String> texts() {
        return got.stream().map(command -> command.payload().text()).toList();
    }

    @Test
    void anAnswerForAClientThatHasLeftIsForgotten() {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        serve("move", command -> answer);
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1");
        alice.says("do 1 move - e4");
        hub.disconnected(alice.client, CloseReason.GONE);
        answer.complete(Outcome.ok());
        assertThat(alice.heard("answer")).isEmpty();
    }

    @Test
    void aClosedClientSendsNothingMore() {
        serve("move", command -> ok(""));
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1");
        hub.kick(alice.client, CloseReason.FORBIDDEN);
        alice.says("do 1 move - e4");
        assertThat(got).isEmpty();
    }

    @Test
    void rawMessagesAreCommandsOfTheHubsChoice() {
        serve("chat", command -> ok(""));
        Guest raw = new Guest(site.hub(), User.of("alice"), "/lobby", ClientProtocol.raw("chat"), new FakeSocket());
        raw.says("hello");
        assertThat(got).singleElement().satisfies(command -> {
            assertThat(command.payload()).isEqualTo(Payload.text("hello"));
            assertThat(command.answered()).isFalse();
        });
    }

    @Test
    void aPingIsAnsweredAndTellsTheClientsLag() {
        Guest alice = Guest.of(site.hub(), "alice", "/");
        alice.says("ping 1234 56");
        assertThat(alice.heard()).endsWith("pong 1234");
        assertThat(alice.client.lagMillis()).isEqualTo(56);
    }

    private void serve(String type, Function<Command, CompletionStage<Outcome>> answer) {
        site.broker.subscribe(new Broker.Commands(type, command -> {
            got.add(command);
            return answer.apply(command);
        }));
    }

    private static CompletionStage<Outcome> ok(String text) {
        return CompletableFuture.completedStage(Outcome.ok(Payload.text(text)));
    }

    /** A hub on a bus that throws at each request, as a broker may by mistake. */
    private Hub hubOver(BrokerException.Fault fault) {
        Broker faulty = new Broker() {
            @Override
            public void publish(Address address, Publication publication) {}

            @Override
            public <R> CompletionStage<R> request(Request<R> request) {
                throw new BrokerException(fault, "thrown on purpose by a test", null);
            }

            @Override
            public Subscription subscribe(Subscriber subscriber) {
                return () -> {};
            }
        };
        return Hub.builder(faulty)
                .allowNoOrigin()
                .executor(Runnable::run)
                .time(site.time, site.time::nanoTime, site.time)
                .resolver(RealmResolver.fixed(Membership.of(Realm.of("game", "1"))))
                .build();
    }
}
