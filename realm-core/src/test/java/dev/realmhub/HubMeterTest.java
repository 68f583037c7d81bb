package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a meter is told, beside the listener. */
class HubMeterTest {
    private final Site site = new Site();
    private final Counted counted = new Counted();

    /** A meter that writes down what it hears. */
    private static final class Counted implements HubMeter {
        final List<String> lines = new ArrayList<>();
        int messages;
        long lag;

        @Override
        public void delivered(int some, long lagNanos) {
            messages += some;
            lag = Math.max(lag, lagNanos);
        }

        @Override
        public void commanded(Outcome outcome, long nanos) {
            lines.add(outcome + " after " + Duration.ofNanos(nanos));
        }

        @Override
        public void resolved(Optional<CloseReason> refusal, long nanos) {
            lines.add(refusal.map(CloseReason::code) + " after " + Duration.ofNanos(nanos));
        }

        @Override
        public void lagged(long millis) {
            lines.add("lag " + millis);
        }

        @Override
        public void closed(Client client, CloseReason reason) {
            lines.add("closed " + client.user());
        }
    }

    private Hub metered(RealmResolver resolver) {
        return site.builder(resolver).meter(counted).build();
    }

    private Hub metered() {
        return metered(request -> CompletableFuture.completedStage(Site.granted(request.path())));
    }

    @Test
    void eachPublicationCountsOnceForEachReceiver() {
        Hub hub = metered();
        for (int i = 0; i < 100; i++) {
            Guest.of(hub, "user-" + i, "/lobby");
        }
        Guest.of(hub, "elsewhere", "/game:1");
        site.publish("lobby", "one");
        site.publish("lobby", "two");
        assertThat(counted.messages).isEqualTo(200);
    }

    @Test
    void theLagOfADeliveryIsHowLongItsPublicationHasBeenOnTheNode() {
        site.config(HubConfig.builder().gather(Duration.ofMillis(5)));
        Guest.of(metered(), "alice", "/lobby");
        site.publish("lobby", "waits for company");
        site.pass(Duration.ofMillis(5));
        assertThat(Duration.ofNanos(counted.lag)).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void aCommandCountsOnceWithItsOutcomeAndItsTime() {
        site.broker.subscribe(new Broker.Commands("slow", command -> new CompletableFuture<>()));
        Guest alice = Guest.of(metered(), "alice", "/lobby");
        counted.lines.clear();
        alice.says("do 1 nobody - x");
        alice.says("do 2 slow - x");
        site.pass(Duration.ofSeconds(6));
        assertThat(counted.lines)
                .containsExactly(new Outcome.Unavailable() + " after PT0S", new Outcome.Unknown() + " after PT5S");
    }

    @Test
    void aResolutionCountsWithWhatItWasRefusedFor() {
        CompletableFuture<Resolution> answer = new CompletableFuture<>();
        Hub hub = metered(request -> request.path().equals("/late")
                ? answer
                : CompletableFuture.completedStage(Site.granted(request.path())));
        Guest.of(hub, "alice", "/denied");
        Guest.of(hub, "bob", "/late");
        site.pass(Duration.ofSeconds(1));
        answer.complete(Site.granted("/lobby"));
        assertThat(counted.lines)
                .containsExactly("Optional[4403] after PT0S", "closed alice", "Optional.empty after PT1S");
    }

    @Test
    void aMeterHearsWhatTheListenerHears() {
        Guest alice = Guest.of(metered(), "alice", "/lobby");
        alice.says("ping 1 35");
        alice.hub.disconnected(alice.client, CloseReason.GONE);
        assertThat(counted.lines).endsWith("lag 35", "closed alice");
        assertThat(site.log.lines).endsWith("closed alice 1001");
    }
}
