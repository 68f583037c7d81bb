package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code realm watch} and {@code realm who} on a hub without a bus. */
class WatchTest {
    private static Rooms rooms;

    @BeforeAll
    static void open() throws Exception {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() throws Exception {
        rooms.close();
    }

    @Test
    void whatComesToAllRealmsOfThePathIsPrinted() throws Exception {
        Program watching = Program.start("watch", rooms.url(), "/two/all", "--events", "2");
        watching.await("joined quiet:all");
        rooms.publish("room:all", "one");
        rooms.publish("quiet:all", "two");
        assertThat(watching.out()).contains("event room:all one", "event quiet:all two");
        assertThat(watching.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void ofOneRealmOnlyThatIsPrinted() throws Exception {
        Program watching = Program.start("watch", rooms.url(), "/two/one", "--realm", "quiet:one", "--events", "1");
        watching.await("joined quiet:one");
        rooms.publish("room:one", "not this");
        rooms.publish("quiet:one", "this");
        assertThat(watching.out()).containsExactly("event quiet:one this");
    }

    @Test
    void afterItsTimeItEndsAndOfTheConnectionItselfNothingWasPrinted() throws Exception {
        Program watching = Program.start("watch", rooms.url(), "/room/plain", "--for", "200ms");
        assertThat(watching.out()).noneMatch(line -> line.startsWith("welcome") || line.contains("pong"));
        assertThat(watching.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void aRealmThatThePathDoesNotGiveIsToldAtOnce() throws Exception {
        Program watching = Program.start("watch", rooms.url(), "/two/x", "--realm", "room:y");
        assertThat(watching.err()).isEqualTo("realm: this path gives no realm room:y; it gives room:x, quiet:x");
        assertThat(watching.exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void aConnectionThatTheHubEndsIsToldWithItsReason() throws Exception {
        try (Rooms closing = Rooms.open()) {
            Program watching = Program.start("watch", closing.url(), "/room/1");
            watching.await("joined");
            closing.endHub();
            assertThat(watching.err()).startsWith("realm: the hub closed the connection: 1012 this node is restarting");
            assertThat(watching.exit()).isEqualTo(Exit.NO_CONNECTION);
        }
    }

    @Test
    void whoIsAtATableIsPrintedByUser() throws Exception {
        Program alice =
                Program.start("watch", rooms.url(), "/table/who", "--token", "alice", "--for", "20s", "--events", "1");
        alice.await("joined");
        Program who = Program.start("who", rooms.url(), "/table/who", "--token", "bob");
        assertThat(who.out())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("alice as player since 2"),
                        line -> assertThat(line).startsWith("bob as player since 2"),
                        line -> assertThat(line).isEqualTo("2 users, 2 connections"));
        rooms.publish("table:who", "end");
        assertThat(alice.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void whereThereIsNoPresenceItSaysWhatIsMissing() throws Exception {
        Program who = Program.start("who", rooms.url(), "/two/none", "--realm", "quiet:none", "--timeout", "500ms");
        assertThat(who.err())
                .contains("no presence of quiet:none")
                .contains("docs/presence.md")
                .contains("500 ms");
        assertThat(who.exit()).isEqualTo(Exit.LATE);
    }
}
