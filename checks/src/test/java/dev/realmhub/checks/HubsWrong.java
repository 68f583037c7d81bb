package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Broker;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.PresenceConfig;
import dev.realmhub.RealmResolver;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Hubs that are put together wrongly, and used after their end. */
final class HubsWrong {
    private HubsWrong() {}

    static List<WrongUse> hubs() {
        return List.of(
                new WrongUse(
                        "A hub on no broker",
                        thrown(() -> Hub.builder(null)),
                        "is null",
                        "the broker",
                        "pass Broker.local()"),
                new WrongUse(
                        "`resolver(null)`",
                        thrown(() -> builder().resolver(null)),
                        "is null",
                        "the resolver",
                        "pass a RealmResolver"),
                new WrongUse(
                        "`authenticator(null)`",
                        thrown(() -> builder().authenticator(null)),
                        "is null",
                        "the authenticator",
                        "leave the call out"),
                new WrongUse(
                        "No resolver, neither named nor found",
                        thrown(() -> Hub.builder(Broker.local()).allowNoOrigin().build()),
                        "no resolver",
                        "META-INF/services/dev.realmhub.RealmResolver",
                        "call resolver(...)"),
                new WrongUse(
                        "No list of origins",
                        thrown(() -> Hub.builder(Broker.local())
                                .resolver(RealmResolver.askBackend())
                                .build()),
                        "no origin is allowed",
                        "no page could connect",
                        "call allowOrigin("),
                new WrongUse(
                        "An origin with a path",
                        thrown(() -> builder().allowOrigin("https://game.example/play")),
                        "no path and no pattern",
                        "allowOrigin(\"https://game.example/play\")",
                        "like https://game.example"),
                new WrongUse(
                        "An origin that is a pattern",
                        thrown(() -> builder().allowOrigin("https://*.game.example")),
                        "no path and no pattern",
                        "allowOrigin(\"https://*.game.example\")",
                        "like https://game.example"),
                new WrongUse(
                        "An unlawful node id",
                        thrown(() -> builder().node("hub 1")),
                        "has U+0020 at index 3",
                        "node id",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "Two hubs with one node id on a broker",
                        HubsWrong::twice,
                        "is on this bus already",
                        "node id 'hub-1'",
                        "give each its own"),
                new WrongUse(
                        "`trustProxy` of what is no address",
                        thrown(() -> builder().trustProxy("10.0.0.0/64")),
                        "is no address",
                        "\"10.0.0.0/64\"",
                        "like 10.0.0.0/8"),
                new WrongUse(
                        "`forwardedHeader` of what no proxy writes",
                        thrown(() -> builder().forwardedHeader("Via")),
                        "must be",
                        "forwardedHeader(\"Via\")",
                        "X-Forwarded-For or Forwarded"),
                new WrongUse(
                        "A realm where a kind belongs",
                        thrown(() -> builder().snapshots("game:1")),
                        "holds the separator ':'",
                        "kind",
                        "pass each token by itself"),
                new WrongUse(
                        "A resume key that is too short",
                        thrown(() -> builder().resumeKey(new byte[16])),
                        "has 16 bytes",
                        "resumeKey",
                        "must have 32 or more"),
                new WrongUse(
                        "A kind of realm both listed and counted",
                        thrown(() -> PresenceConfig.builder()
                                .members("game")
                                .counts("game")
                                .build()),
                        "is in members [game] and in counts [game]",
                        "a kind",
                        "name each in one of them"),
                new WrongUse(
                        "A close code that may not be sent",
                        thrown(() -> CloseReason.terminal(1006, "bye")),
                        "no close code that may be sent",
                        "1006",
                        "4000 to 4099 are yours"),
                new WrongUse(
                        "A hub on a broker that is closed",
                        thrown(() -> started(closed())),
                        "the broker is closed",
                        "subscribe",
                        "close it after the hubs and backends on it"),
                new WrongUse(
                        "A connection to a hub that is closed",
                        HubsWrong::connectToClosed,
                        "is closed",
                        "hub hub-1",
                        "close it after its endpoint"));
    }

    private static HubBuilder builder() {
        return Hub.builder(Broker.local());
    }

    private static Hub started(Broker broker) {
        return Hub.builder(broker)
                .allowNoOrigin()
                .node("hub-1")
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static Broker closed() {
        Broker broker = Broker.local();
        broker.close();
        return broker;
    }

    private static String twice() throws Exception {
        Broker broker = Broker.local();
        try (Hub first = started(broker)) {
            return thrown(() -> started(broker)).told() + (first.isReady() ? "" : "; and the first is gone");
        }
    }

    private static String connectToClosed() throws Exception {
        Hub hub = started(Broker.local());
        hub.close();
        return thrown(() -> {
                    try {
                        hub.authenticate(Handshake.of("/game/1"))
                                .toCompletableFuture()
                                .join();
                    } catch (CompletionException failed) {
                        throw failed.getCause().getCause();
                    }
                })
                .told();
    }
}
