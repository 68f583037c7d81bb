package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A hub on a local broker and virtual time, all of it on the test's own thread: nothing here is left to chance. */
final class Site {
    final VirtualTime time = new VirtualTime();

    /** Of the kinds {@code match} and {@code table} the bus keeps the last 100 events, for 5 min. */
    final Broker broker = new LocalBroker(
            time::nanoTime,
            RealmKind.kept("match", 100, Duration.ofMinutes(5)),
            RealmKind.kept("table", 100, Duration.ofMinutes(5)));

    /** What a hub of {@link #onAWire} is connected to. */
    final Wire wire = new Wire(broker);

    final Heard log = new Heard();
    /** Answers of {@link #later}, by path. */
    final Map<String, CompletableFuture<Resolution>> answers = new ConcurrentHashMap<>();

    private HubConfig config = HubConfig.defaults();

    Site config(HubConfig.Builder settings) {
        config = settings.build();
        return this;
    }

    /** A hub whose paths name realms: {@code /lobby}, {@code /game:1=player/chat:1}. */
    Hub hub() {
        return hub(request -> CompletableFuture.completedStage(granted(request.path())));
    }

    /** A hub whose resolver answers when the test completes {@link #answer}. */
    Hub later() {
        return hub(request -> answer(request.path()));
    }

    Hub hub(RealmResolver resolver) {
        return builder(resolver).build();
    }

    HubBuilder builder(RealmResolver resolver) {
        return builder(broker, resolver);
    }

    /** As on a real bus, whose threads only hand over. */
    HubBuilder builderOnABus(RealmResolver resolver) {
        return builder(new Bus(broker), resolver);
    }

    /** A hub whose bus does to it what the test says; {@code table} and {@code desk} have snapshots. */
    HubBuilder onAWire() {
        return builder(wire, request -> CompletableFuture.completedStage(granted(request.path())))
                .snapshots("table", "desk");
    }

    private HubBuilder builder(Broker bus, RealmResolver resolver) {
        return Hub.builder(bus)
                .allowNoOrigin()
                .node("node-1")
                .config(config)
                .listener(log)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .resolver(resolver);
    }

    CompletableFuture<Resolution> answer(String path) {
        return answers.computeIfAbsent(path, p -> new CompletableFuture<>());
    }

    /** The hub's resolver answers for a path now, as {@link #hub} would. */
    void answerNow(String path) {
        answer(path).complete(granted(path));
    }

    static Resolution granted(String path) {
        if (path.equals("/nothing")) {
            return Resolution.abstained();
        }
        if (path.equals("/denied")) {
            return Resolution.denied(CloseReason.FORBIDDEN);
        }
        return Resolution.of(Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(Site::membership)
                .toList());
    }

    private static Membership membership(String text) {
        String[] realmAndRole = text.split("=", 2);
        return Membership.of(Realm.parse(realmAndRole[0]), realmAndRole.length == 2 ? realmAndRole[1] : "");
    }

    void publish(String realm, String text) {
        broker.publish(Address.realm(Realm.parse(realm)), Publication.of(text));
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    static void assertEmpty(Hub hub) {
        assertThat(hub.clientCount()).as("clients").isZero();
        assertThat(hub.realmCount()).as("realms").isZero();
    }

    /** Another broker to the hub, the same to everybody else. */
    private record Bus(Broker local) implements Broker {
        @Override
        public void publish(Address address, Publication publication) {
            local.publish(address, publication);
        }

        @Override
        public <R> CompletionStage<R> request(Request<R> request) {
            return local.request(request);
        }

        @Override
        public Subscription subscribe(Subscriber subscriber) {
            return local.subscribe(subscriber);
        }
    }

    /** A listener that writes down what it hears. */
    static final class Heard implements HubListener {
        final List<String> lines = new ArrayList<>();
        final List<RealmException> failures = new ArrayList<>();

        @Override
        public void connected(Client client) {
            lines.add("connected " + client.user());
        }

        @Override
        public void joined(Client client, Membership membership) {
            lines.add("joined " + client.user() + " " + membership);
        }

        @Override
        public void left(Client client, Membership membership) {
            lines.add("left " + client.user() + " " + membership);
        }

        @Override
        public void closed(Client client, CloseReason reason) {
            lines.add("closed " + client.user() + " " + reason.code());
        }

        @Override
        public void dropped(Client client, Publication.Overflow rule, int messages) {
            lines.add("dropped " + client.user() + " " + rule + " " + messages);
        }

        @Override
        public void refused(int code, int times) {
            lines.add("refused " + code + " x" + times);
        }

        @Override
        public void repaired(Realm realm, int events) {
            lines.add("repaired " + realm + " " + events);
        }

        @Override
        public void resynced(Client client, Realm realm) {
            lines.add("resynced " + client.user() + " " + realm);
        }

        @Override
        public void failed(RealmException failure) {
            failures.add(failure);
        }
    }
}
