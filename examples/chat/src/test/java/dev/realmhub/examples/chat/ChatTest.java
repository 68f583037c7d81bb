package dev.realmhub.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.test.NatsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The chat as its users start it, in each container, and over NATS. */
@SuppressWarnings("try") // a server is there to be closed
class ChatTest {
    private static final String JSON = "realmhub.v1.json";

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatARoomsMemberSaysComesToAllOfTheRoomAndNobodyElse(Container container) throws Exception {
        int port = NatsServer.freePort();
        try (AutoCloseable chat = start(port, container);
                Talker raw = Talker.raw(port, "r1");
                Talker json = Talker.of(port, "r1", JSON);
                Talker elsewhere = Talker.raw(port, "r2")) {
            json.awaitText("\"joined\":{\"realm\":\"room:r1\"");
            assertTheyHearEachOther(raw, json);
            elsewhere.say("alone");
            assertThat(elsewhere.next())
                    .as("the first that comes in another room")
                    .isEqualTo("alone");
        }
    }

    @Test
    void twoServersOnOneNatsShareTheirRooms() throws Exception {
        int one = NatsServer.freePort();
        int other = NatsServer.freePort();
        try (NatsServer nats = NatsServer.start();
                AutoCloseable chat = start(one, Container.jetty, "--nats", nats.url());
                AutoCloseable otherChat = start(other, Container.tomcat, "--nats", nats.url());
                Talker raw = Talker.raw(one, "r1");
                Talker json = Talker.of(other, "r1", JSON)) {
            json.awaitText("\"joined\":{\"realm\":\"room:r1\"");
            assertTheyHearEachOther(raw, json);
        }
    }

    private static void assertTheyHearEachOther(Talker raw, Talker json) throws Exception {
        raw.say("hello");
        assertThat(raw.next()).isEqualTo("hello");
        json.awaitText("{\"event\":{\"realm\":\"room:r1\",\"payload\":{\"text\":\"hello\"}}}");
        json.say("{\"command\":{\"id\":1,\"type\":\"say\",\"payload\":{\"text\":\"hi ✓\"}}}");
        assertThat(raw.next()).isEqualTo("hi ✓");
        json.awaitText("{\"outcome\":{\"id\":1,\"status\":\"ok\"");
    }

    private static AutoCloseable start(int port, Container container, String... more) throws Exception {
        Chat chat = new Chat();
        CommandLine line = new CommandLine(chat);
        line.parseArgs("--port", String.valueOf(port), "--container", container.name());
        if (more.length > 0) {
            line.parseArgs("--port", String.valueOf(port), "--container", container.name(), more[0], more[1]);
        }
        return chat.start();
    }
}
