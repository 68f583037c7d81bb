package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code realm command}, and how it says who it is. */
class CommandTest {
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
    void itsOutcomeIsPrintedAndNothingElse() throws Exception {
        Program said = Program.start("command", rooms.url(), "/room/1", "say", "hello");
        assertThat(said.out()).containsExactly("outcome 1 ok");
        assertThat(said.exit()).isEqualTo(Exit.OK);
        assertThat(said.err()).isEmpty();
    }

    @Test
    void asJsonTheOutcomeIsThatOfTheProtocol() throws Exception {
        assertThat(Program.start("command", rooms.url(), "/room/1", "say", "hello", "--json")
                        .out())
                .containsExactly("{\"outcome\":{\"id\":1,\"status\":\"ok\"}}");
    }

    @Test
    void aRejectedOneSaysWhyAndEndsWith1() throws Exception {
        Program said = Program.start("command", rooms.url(), "/room/1", "refuse");
        assertThat(said.out()).containsExactly("outcome 1 rejected not_your_turn It is not your turn.");
        assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void oneThatNobodyServesEndsWith4() throws Exception {
        Program said = Program.start("command", rooms.url(), "/room/1", "dance");
        assertThat(said.out()).containsExactly("outcome 1 unavailable");
        assertThat(said.exit()).isEqualTo(Exit.NOBODY);
    }

    @Test
    void oneThatIsNotAnsweredInTimeEndsWith5() throws Exception {
        Program said = Program.start("command", rooms.url(), "/room/1", "ponder", "--timeout", "300ms");
        assertThat(said.err()).isEqualTo("realm: no outcome came in 300 ms");
        assertThat(said.exit()).isEqualTo(Exit.LATE);
    }

    @Test
    void itGoesToTheRealmThatIsNamed() throws Exception {
        Program watching = Program.start("watch", rooms.url(), "/two/named", "--events", "1");
        watching.await("joined quiet:named");
        Program said = Program.start("command", rooms.url(), "/two/named", "say", "psst", "--realm", "quiet:named");
        assertThat(said.exit()).isEqualTo(Exit.OK);
        assertThat(watching.await("event")).isEqualTo("event quiet:named psst");
    }

    @Test
    void aPathThatGivesNothingIsSaidWithTheHubsWords() throws Exception {
        Program said = Program.start("command", rooms.url(), "/nowhere", "say", "hello");
        assertThat(said.err()).startsWith("realm: the hub closed the connection: 4404");
        assertThat(said.exit()).isEqualTo(Exit.NO_CONNECTION);
    }

    @Test
    void aTokenOrACookieMakesItThatUserAndIsNotPrinted() throws Exception {
        for (Program who : new Program[] {
            Program.start("connect", rooms.url(), "/room/1", "--token", "s3cret"),
            Program.start("connect", rooms.url(), "/room/1", "--cookie", "session=s3cret"),
            Program.in(Map.of("REALM_TOKEN", "s3cret"), "connect", rooms.url(), "/room/1"),
            Program.in(Map.of("REALM_COOKIE", "session=s3cret"), "connect", rooms.url(), "/room/1")
        }) {
            assertThat(who.out().get(0)).startsWith("welcome s3cret as n1/"); // the user that this hub makes of it
        }
        Program refused =
                Program.start("command", "ws://127.0.0.1:1/ws?ticket=s3cret", "/", "say", "--token", "s3cret");
        assertThat(refused.err()).contains("127.0.0.1:1/ws").doesNotContain("s3cret");
    }

    @Test
    void aHubForPagesTakesItByItsOriginAlone() throws Exception {
        try (Rooms pages = Rooms.forPages()) {
            Program stranger = Program.start("command", pages.url(), "/room/1", "say", "hello");
            assertThat(stranger.err()).contains("not allowed (403)").contains("--origin");
            assertThat(stranger.exit()).isEqualTo(Exit.NO_CONNECTION);
            Program page = Program.start("command", pages.url(), "/room/1", "say", "hello", "--origin", Rooms.ORIGIN);
            assertThat(page.exit()).isEqualTo(Exit.OK);
        }
    }
}
