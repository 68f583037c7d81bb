package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.realmhub.CloseReason;
import dev.realmhub.test.NatsServer;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code realm connect}, and the ways in which there is no connection. */
class ConnectTest {
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
    void whatIsPipedInIsSaidInOrderAndAllAnswersArePrinted() throws Exception {
        Program client = Program.typing("say one\n\n/room/piped\nsay two\n", "connect", rooms.url(), "/room/first");
        List<String> out = client.out();
        assertThat(out)
                .contains(
                        "joined room:first as guest",
                        "outcome 1 ok",
                        "left room:first",
                        "joined room:piped as guest",
                        "navigated /room/piped",
                        "outcome 3 ok");
        assertThat(out.indexOf("left room:first")).isLessThan(out.indexOf("joined room:piped as guest"));
        assertThat(client.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void whatIsTypedIsSaidAtOnceAndTheEndOfItIsAGoodbye() throws Exception {
        try (Rooms own = Rooms.open();
                PipedInputStream typed = new PipedInputStream()) {
            Program client;
            try (PipedOutputStream keys = new PipedOutputStream(typed)) {
                client = Program.typing(typed, "connect", own.url(), "/two/typed");
                client.await("joined quiet:typed");
                keys.write("@quiet:typed say hello  there\n".getBytes(StandardCharsets.UTF_8));
                keys.flush();
                assertThat(client.await("event")).isEqualTo("event quiet:typed hello  there");
            }
            assertThat(client.exit()).isEqualTo(Exit.OK);
            assertThat(own.awaitLeave()).isEqualTo(CloseReason.NORMAL);
        }
    }

    @Test
    void aMessageInJsonIsSaidAsItIs() throws Exception {
        String command = "{\"command\":{\"id\":41,\"type\":\"refuse\"}}";
        Program client = Program.typing(command + "\n", "connect", rooms.url(), "/room/json");
        assertThat(client.out()).contains("outcome 41 rejected not_your_turn It is not your turn.");
        assertThat(client.exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void aLineThatSaysNothingIsToldAndTheOthersAreSaid() throws Exception {
        Program client = Program.typing("{broken\nsay: what\nsay hello\n", "connect", rooms.url(), "/room/odd");
        assertThat(client.out()).contains("outcome 1 ok");
        assertThat(client.err().lines()).hasSize(2).allMatch(line -> line.startsWith("realm: not said: "));
        assertThat(client.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void whatIsNotAnsweredInTimeEndsItWith5() throws Exception {
        Program client = Program.typing("ponder\n", "connect", rooms.url(), "/room/late", "--timeout", "300ms");
        assertThat(client.err()).isEqualTo("realm: no answer to what was typed came in 300 ms");
        assertThat(client.exit()).isEqualTo(Exit.LATE);
    }

    @Test
    void aLongScriptIsSaidNoFasterThanAHubTakesIt() throws Exception {
        Program client = Program.typing("say x\n".repeat(60), "connect", rooms.url(), "/room/long");
        assertThat(client.out()).filteredOn(line -> line.startsWith("outcome")).hasSize(60);
        assertThat(client.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void asJsonEveryMessageIsThatOfTheProtocolWithoutTheTicket() throws Exception {
        Program client = Program.typing(
                "say hello\n", "connect", rooms.url(), "/room/j", "--json", "--events", "1", "--for", "20s");
        List<String> out = client.out();
        assertThat(out.get(0)).startsWith("{\"welcome\":{\"client\":\"").doesNotContain("ticket");
        assertThat(out)
                .contains(
                        "{\"joined\":{\"realm\":\"room:j\",\"role\":\"guest\"}}",
                        "{\"event\":{\"realm\":\"room:j\",\"payload\":{\"text\":\"hello\"}}}");
    }

    @Test
    void withForItGoesOnListeningAfterTheLastAnswer() throws Exception {
        Program client = Program.typing("", "connect", rooms.url(), "/room/for", "--for", "20s", "--events", "1");
        client.await("joined");
        rooms.publish("room:for", "late");
        assertThat(client.out()).contains("event room:for late");
    }

    @Test
    void nothingThatATerminalWouldObeyIsPrinted() throws Exception {
        Program client = Program.start("connect", rooms.url(), "/room/esc", "--for", "20s", "--events", "1");
        client.await("joined");
        rooms.publish("room:esc", "\u001b[2J\u009b2J\u202etwo\nlines ✓");
        assertThat(client.out()).contains("event room:esc \\u001b[2J\\u009b2J\\u202etwo\\nlines ✓");
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        Program client = Program.start("connect", "ws://127.0.0.1:" + NatsServer.freePort() + "/ws", "/room/1");
        assertThat(client.err())
                .contains("could not connect to ws://127.0.0.1:")
                .endsWith("nobody listens there");
        assertThat(client.exit()).isEqualTo(Exit.NO_CONNECTION);
    }

    @Test
    void whereNoHubIsMountedItSaysSo() throws Exception {
        Program client = Program.start("connect", rooms.url().replace("/ws", "/other"), "/room/1");
        assertThat(client.err()).contains("nothing there (404)");
        assertThat(client.exit()).isEqualTo(Exit.NO_CONNECTION);
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "ws://127.0.0.1:" + silent.getLocalPort() + "/ws";
            Program client = Program.start("connect", url, "/room/1", "--timeout", "300ms");
            assertThat(client.err()).startsWith("realm: could not connect to").endsWith("no answer in time");
            assertThat(client.exit()).isEqualTo(Exit.NO_CONNECTION);
        }
    }

    @Test
    void aWebServerWithoutWebSocketsIsToldByItsStatus() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.start();
        try {
            String url = "ws://127.0.0.1:" + web.getAddress().getPort() + "/ws";
            assertThat(Program.start("connect", url, "/room/1").err())
                    .endsWith("it answered with status 200 and not with a WebSocket");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aUrlThatIsNoneIsWrongUse() throws Exception {
        for (String url : List.of("http://127.0.0.1/ws", "ws://[", "nats://127.0.0.1")) {
            Program client = Program.start("connect", url, "/room/1");
            assertThat(client.err()).as(url).startsWith("realm: ");
            assertThat(client.exit()).as(url).isEqualTo(Exit.USAGE);
        }
    }

    @Test
    void aPathSaidTwiceIsWrongUse() throws Exception {
        Program client = Program.start("connect", rooms.url() + "?path=/room/1", "/room/2");
        assertThat(client.err()).contains("the path is said twice");
        assertThat(client.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void thePathMayStandInTheUrl() throws Exception {
        assertThat(Program.start("connect", rooms.url() + "?path=%2Froom%2Furl").out())
                .contains("joined room:url as guest");
    }
}
