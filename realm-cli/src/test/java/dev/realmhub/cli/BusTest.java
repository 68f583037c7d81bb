package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program does over a real nats-server. */
class BusTest {
    private static final RealmKind GAME = RealmKind.kept("game", 3, Duration.ofHours(1));

    @TempDir
    static Path folder;

    private static NatsServer server;
    private static Rooms rooms;
    private static NatsBroker games;

    @BeforeAll
    static void start() throws Exception {
        server = NatsServer.startKeeping(folder);
        rooms = Rooms.on(NatsBroker.connect(server.url()), "n1");
        games = NatsBroker.builder(server.url()).kind(GAME).connect();
    }

    @AfterAll
    static void stop() throws Exception {
        rooms.close();
        games.close();
        server.close();
    }

    @Test
    void whatIsPublishedComesToTheClientsOfTheRealm() throws Exception {
        Program client = watching("/room/pub");
        assertThat(publish("--realm", "room:pub", "hello")).isEqualTo(Exit.OK);
        assertThat(client.await("event")).isEqualTo("event room:pub hello");
    }

    @Test
    void whatIsPublishedToAUserComesToHimAndHisViewIsHis() throws Exception {
        Program client = watching("/room/user", "--token", "ann");
        assertThat(publish("--user", "ann", "--realm", "room:user", "psst")).isEqualTo(Exit.OK);
        assertThat(client.await("event")).isEqualTo("event room:user psst");
        Program other = watching("/room/user", "--token", "ann");
        assertThat(publish("--realm", "room:user", "for all", "--view-of", "ann=for ann"))
                .isEqualTo(Exit.OK);
        assertThat(other.await("event")).isEqualTo("event room:user for ann");
    }

    @Test
    void whatIsPublishedToAClientOrToEveryoneComesToIt() throws Exception {
        Program client = Program.start("connect", rooms.url(), "/room/client", "--for", "20s", "--events", "2");
        String name = client.await("welcome").split(" as ", 2)[1];
        client.await("joined");
        assertThat(publish("--client", name, "for you")).isEqualTo(Exit.OK);
        assertThat(client.await("event")).isEqualTo("event you for you");
        assertThat(publish("--everyone", "for all")).isEqualTo(Exit.OK);
        assertThat(client.await("event")).isEqualTo("event you for all");
    }

    @Test
    void toNobodyOrToTwoIsWrongUse() throws Exception {
        assertThat(publish("hello")).isEqualTo(Exit.USAGE);
        assertThat(publish("hello", "--everyone", "--user", "ann")).isEqualTo(Exit.USAGE);
        assertThat(publish("hello", "--client", "no-slash")).isEqualTo(Exit.USAGE);
        assertThat(publish("hello", "--realm", "a::b")).isEqualTo(Exit.USAGE);
    }

    @Test
    void aRealmOfTheBusIsWatchedWithAllItsViews() throws Exception {
        Program watching = Program.start("watch", server.url(), "room:seen", "--events", "1");
        watching.await("watching room:seen");
        rooms.publish("room:other", "not this");
        assertThat(publish("--everyone", "nor this")).isEqualTo(Exit.OK);
        assertThat(publish("--realm", "room:seen", "for all", "--view-of", "ann=for ann"))
                .isEqualTo(Exit.OK);
        assertThat(watching.out()).containsExactly("published room:seen for all | user ann: for ann");
    }

    @Test
    void whoIsHereIsAnsweredByTheHubsOfTheBus() throws Exception {
        Program bob = Program.start("watch", rooms.url(), "/table/bus", "--token", "bob", "--events", "1");
        bob.await("joined");
        Program who = Program.start("who", server.url(), "table:bus");
        assertThat(who.out()).containsExactly("bob as player on n1", "1 user, 1 connection");
        assertThat(who.exit()).isEqualTo(Exit.OK);
        rooms.publish("table:bus", "end");
        assertThat(bob.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void underAPrefixWithoutHubsNobodyAnswersWho() throws Exception {
        Program who = Program.start("who", server.url(), "room:1", "--nats", "prefix=empty", "--timeout", "500ms");
        assertThat(who.err()).contains("no hub answered");
        assertThat(who.exit()).isEqualTo(Exit.NOBODY);
    }

    @Test
    void aRealmIsReplayedFromAPositionOn() throws Exception {
        Position first = append("game:replayed", "one");
        Position second = append("game:replayed", "two");
        assertThat(Program.start("replay", server.url(), "game:replayed").out())
                .containsExactly(
                        "published game:replayed at " + first + " one",
                        "published game:replayed at " + second + " two");
        assertThat(Program.start("replay", server.url(), "game:replayed", "--from", first.toString(), "--json")
                        .out())
                .containsExactly("{\"publication\":{\"realm\":\"game:replayed\",\"position\":\"" + second
                        + "\",\"payload\":{\"text\":\"two\"}}}");
        assertThat(Program.start("replay", server.url(), "game:replayed", "--last")
                        .out())
                .containsExactly("last game:replayed at " + second);
    }

    @Test
    void ofARealmThatHasLostItsBeginningNothingIsReplayed() throws Exception {
        for (int event = 0; event < 10; event++) {
            append("game:long", "event " + event);
        }
        Program replay = Program.start("replay", server.url(), "game:long");
        assertThat(replay.out()).isEmpty();
        assertThat(replay.err()).contains("is in the stream any more");
        assertThat(replay.exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void aKindThatIsNotKeptIsToldAndNotMadeOne() throws Exception {
        Program replay = Program.start("replay", server.url(), "room:1");
        assertThat(replay.err()).contains("keeps no realms of kind room");
        assertThat(replay.exit()).isEqualTo(Exit.NO_CONNECTION);
    }

    @Test
    void aPositionThatIsNoneIsWrongUse() throws Exception {
        Program replay = Program.start("replay", server.url(), "game:1", "--from", "44");
        assertThat(replay.err()).contains("a position is 'epoch:sequence'");
        assertThat(replay.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void withoutANatsServerItSaysSoAndNamesNoPassword() throws Exception {
        String url = "nats://operator:s3cret@127.0.0.1:" + NatsServer.freePort();
        Program who = Program.start("who", url, "room:1", "--timeout", "300ms");
        assertThat(who.err())
                .contains("could not connect to NATS at nats://127.0.0.1")
                .doesNotContain("s3cret");
        assertThat(who.exit()).isEqualTo(Exit.NO_CONNECTION);
    }

    @Test
    void itLogsInByTheSettingsOfTheEnvironment() throws Exception {
        try (NatsServer closed = NatsServer.start("--user", "operator", "--pass", "s3cret")) {
            String[] publish = {"publish", closed.url(), "--everyone", "hello"};
            assertThat(Program.start(publish).exit()).isEqualTo(Exit.NO_CONNECTION);
            Program known =
                    Program.in(Map.of("REALMHUB_NATS_USER", "operator", "REALMHUB_NATS_PASSWORD", "s3cret"), publish);
            assertThat(known.exit()).isEqualTo(Exit.OK);
        }
    }

    @Test
    void whatTheServerDoesNotLetThisLoginPublishIsTold(@TempDir Path here) throws Exception {
        Path configuration = here.resolve("nats.conf");
        Files.writeString(configuration, """
                authorization {
                  default_permissions: { # as a backend, which hears no node's messages
                    publish: { deny: ["rh.all"] }, subscribe: { deny: ["rh.all", "rh.order", "rh.client.>"] }
                  }
                  users: [ { user: operator, password: s3cret } ]
                }
                """);
        try (NatsServer closed = NatsServer.startWith(configuration, Map.of())) {
            Map<String, String> login = Map.of("REALMHUB_NATS_USER", "operator", "REALMHUB_NATS_PASSWORD", "s3cret");
            Program refused = Program.in(login, "publish", closed.url(), "--everyone", "hello");
            assertThat(refused.err()).startsWith("realm: NATS has refused it: ").contains("rh.all");
            assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
            assertThat(Program.in(login, "publish", closed.url(), "--user", "ann", "hello")
                            .exit())
                    .isEqualTo(Exit.OK);
        }
    }

    @Test
    void aSettingThatIsNoneIsWrongUse() throws Exception {
        Program who = Program.start("who", server.url(), "room:1", "--nats", "colour=red");
        assertThat(who.err()).contains("COLOUR is no setting");
        assertThat(who.exit()).isEqualTo(Exit.USAGE);
    }

    private static Program watching(String path, String... more) throws Exception {
        String[] args = new String[more.length + 5];
        System.arraycopy(new String[] {"watch", rooms.url(), path, "--events", "1"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        Program client = Program.start(args);
        client.await("joined");
        return client;
    }

    private static Exit publish(String... more) throws Exception {
        String[] args = new String[more.length + 2];
        System.arraycopy(new String[] {"publish", server.url()}, 0, args, 0, 2);
        System.arraycopy(more, 0, args, 2, more.length);
        return Program.start(args).exit();
    }

    private static Position append(String name, String text) throws Exception {
        Realm realm = Realm.parse(name);
        EventLog log = games.eventLog(realm).orElseThrow();
        return log.append(realm, Publication.of(text), null)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
