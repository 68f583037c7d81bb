package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Address;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Settings;
import dev.realmhub.checks.WrongUse.Provoked;
import dev.realmhub.nats.Interest;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.nats.NatsSettings;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** NATS as it is not there, not open to us, or not as it must be; on real servers. */
final class NatsWrong {
    private static final RealmKind GAME = RealmKind.kept("game", 10, Duration.ofMinutes(1));
    private static final Duration SOON = Duration.ofSeconds(2);

    /** jnats gives a login up by itself after its second refusal, 4 s after the first as a rule. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(30);

    private static final Path NOWHERE = Path.of("target", "no-such-file.pem");

    private NatsWrong() {}

    static List<WrongUse> all() {
        List<WrongUse> all = new ArrayList<>(connecting());
        all.addAll(settings());
        all.addAll(streams());
        all.addAll(sending());
        return all;
    }

    private static List<WrongUse> connecting() {
        return List.of(
                new WrongUse(
                        "No nats-server at the address",
                        connecting("nats://127.0.0.1:" + NatsServer.freePort(), broker -> broker),
                        "Connection refused",
                        "NATS at nats://127.0.0.1:4222",
                        "start nats-server there, or mend the URL"),
                new WrongUse(
                        "A wrong login",
                        with(List.of("--user", "node", "--pass", "right"), broker -> broker.login("node", "wrong")),
                        "Authorization Violation",
                        "NATS at nats://127.0.0.1:4222",
                        "check the login, token or credentials"),
                new WrongUse(
                        "No login where one is needed",
                        with(List.of("--auth", "sesame"), broker -> broker),
                        "Authorization Violation",
                        "NATS at nats://127.0.0.1:4222",
                        "check the login, token or credentials"),
                new WrongUse(
                        "TLS on our side only",
                        TlsWrong::onOurSideOnly,
                        "SSL connection wanted",
                        "NATS at nats://127.0.0.1:4222",
                        "speak TLS if the server does"),
                new WrongUse(
                        "TLS on the server's side only",
                        TlsWrong::onTheServersSideOnly,
                        "SSL required by server",
                        "NATS at nats://127.0.0.1:4222",
                        "by trust(pem)"),
                new WrongUse(
                        "A server that an unknown authority has signed",
                        TlsWrong::byAStranger,
                        "PKIX path",
                        "NATS at tls://127.0.0.1:4222",
                        "name the authority"),
                new WrongUse(
                        "A server that is too old",
                        OldServer::told,
                        "this one is 2.1.9",
                        "nats-server",
                        "of 2.2.0 or later"));
    }

    private static List<WrongUse> settings() {
        return List.of(
                new WrongUse(
                        "A URL that is none",
                        thrown(() -> NatsBroker.builder("nats://me:secret@ 127.0.0.1:4222")),
                        "not all of these are NATS URLs",
                        "nats:// 127.0.0.1:4222",
                        "must be like nats://host:4222"),
                new WrongUse(
                        "No URL among the settings",
                        thrown(() -> settings(Map.of("prefix", "rh"))),
                        "is missing",
                        "the setting urls",
                        "nats://host:4222"),
                new WrongUse(
                        "A password without a user",
                        thrown(() -> settings(Map.of("urls", "nats://a", "password", "s3cret"))),
                        "one of them is missing",
                        "user and password",
                        "set both, or neither"),
                new WrongUse(
                        "Two replicas of a stream",
                        thrown(() -> settings(Map.of("urls", "nats://a", "stream-replicas", "2"))),
                        "is '2'",
                        "stream-replicas",
                        "must be 1, 3 or 5"),
                new WrongUse(
                        "An unlawful prefix",
                        thrown(() -> NatsBroker.builder("nats://a").prefix("my games")),
                        "'my games'",
                        "prefix",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "An unlawful queue group",
                        thrown(() -> NatsBroker.builder("nats://a").queueGroup("my games")),
                        "'my games'",
                        "queueGroup",
                        "must be 1 to 64 of A-Z a-z 0-9 _ - ."),
                new WrongUse(
                        "No time to connect",
                        thrown(() -> NatsBroker.builder("nats://a").connectLimit(Duration.ZERO)),
                        "is PT0S",
                        "connectLimit",
                        "must be more than zero"),
                new WrongUse(
                        "A kind set twice",
                        thrown(() -> NatsBroker.builder("nats://a").kind(GAME).kind(GAME)),
                        "was set already",
                        "kind 'game'",
                        "once for each name"),
                new WrongUse(
                        "An authority's file that is not there",
                        thrown(() -> NatsBroker.builder("nats://a").trust(NOWHERE)),
                        "no certificates",
                        NOWHERE.toString(),
                        "must be a PEM file"),
                new WrongUse(
                        "Interest in some kinds, while all of the others is sent",
                        thrown(() -> NatsBroker.builder("nats://a")
                                .interest(Interest.JOINED, "game")
                                .connectInBackground()),
                        "needs interest(JOINED)",
                        "interest in {game=JOINED}",
                        "then interest(ALL, kinds...)"));
    }

    private static List<WrongUse> streams() {
        return List.of(
                new WrongUse(
                        "Kinds that keep streams, and JetStream is off",
                        with(List.of(), broker -> broker.kind(GAME)),
                        "JetStream, which is off",
                        "nats-server (2.9.10)",
                        "start it with -js"),
                new WrongUse(
                        "Owned realms, and JetStream is off",
                        LeasesWrong::withoutJetStream,
                        "leases need JetStream",
                        "nats-server (2.9.10)",
                        "start it with -js"),
                new WrongUse(
                        "A stream that was made with other settings",
                        stream("rh-realms", StorageType.Memory),
                        "has storage 'memory' and needs 'file'",
                        "'rh-realms'",
                        "delete the stream"),
                new WrongUse(
                        "Another stream on our subjects",
                        stream("other", StorageType.File),
                        "subjects overlap with an existing stream",
                        "'rh-realms'",
                        "delete that stream, or take another prefix"));
    }

    private static List<WrongUse> sending() {
        return List.of(
                new WrongUse(
                        "One id for the hubs of two processes, with presence",
                        NamesakesWrong::onOneBus,
                        "has the id of this one",
                        "n1",
                        "give each its own by node(...)"),
                new WrongUse(
                        "A payload that is too large",
                        sending((server, broker) -> thrown(() -> broker.publish(
                                        Address.realm(Realm.of("game", "1")),
                                        Publication.of(Payload.binary(new byte[2_000_000]))))
                                .told()),
                        "the server takes 1048576",
                        "rh.realm.game.1",
                        "send less, or raise its max_payload"),
                new WrongUse(
                        "Publishing on a broker that is closed",
                        sending((server, broker) -> {
                            broker.close();
                            return hello(broker);
                        }),
                        "the broker is closed",
                        "rh.realm.game.1",
                        "close it after the hubs and backends on it"),
                new WrongUse(
                        "Publishing before there is a connection",
                        NatsWrong::publishTooSoon,
                        "no connection to NATS",
                        "rh.realm.game.1",
                        "health() says how it is"));
    }

    private static NatsBroker.Builder settings(Map<String, String> settings) {
        return NatsSettings.broker(Settings.of(settings));
    }

    static Provoked connecting(String url, UnaryOperator<NatsBroker.Builder> how) {
        return connecting(url, SOON, how);
    }

    private static Provoked connecting(String url, Duration limit, UnaryOperator<NatsBroker.Builder> how) {
        return thrown(
                () -> how.apply(NatsBroker.builder(url).connectLimit(limit)).connect());
    }

    private static Provoked with(List<String> arguments, UnaryOperator<NatsBroker.Builder> how) {
        return () -> {
            try (NatsServer server = NatsServer.start(arguments.toArray(String[]::new))) {
                return connecting(server.url(), UNTIL_GIVEN_UP, how).told();
            }
        };
    }

    @SuppressWarnings("try") // an interrupted close ends the test
    private static Provoked stream(String name, StorageType storage) {
        return () -> {
            try (NatsServer server = NatsServer.startKeeping(Files.createTempDirectory("streams"))) {
                addStream(server, name, storage);
                return connecting(server.url(), broker -> broker.kind(GAME)).told();
            }
        };
    }

    private static void addStream(NatsServer server, String name, StorageType storage) throws Exception {
        StreamConfiguration stream = StreamConfiguration.builder()
                .name(name)
                .subjects("rh.realm.>")
                .storageType(storage)
                .build();
        Connection operator = Nats.connect(server.url());
        try {
            operator.jetStreamManagement().addStream(stream);
        } finally {
            operator.close();
        }
    }

    private interface Sending {
        String told(NatsServer server, NatsBroker broker) throws Exception;
    }

    private static Provoked sending(Sending wrong) {
        return () -> {
            try (NatsServer server = NatsServer.start();
                    NatsBroker broker = NatsBroker.connect(server.url())) {
                return wrong.told(server, broker);
            }
        };
    }

    private static String publishTooSoon() throws Exception {
        String nowhere = "nats://127.0.0.1:" + NatsServer.freePort();
        try (NatsBroker broker = NatsBroker.builder(nowhere).connectInBackground()) {
            return hello(broker);
        }
    }

    private static String hello(NatsBroker broker) throws Exception {
        return thrown(() -> broker.publish(Address.realm(Realm.of("game", "1")), Publication.of("hello")))
                .told();
    }
}
