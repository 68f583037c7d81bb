package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.realmhub.ClientProtocol.Presence.Form;
import dev.realmhub.LeaveReason;
import dev.realmhub.Present;
import dev.realmhub.Realm;
import dev.realmhub.jakarta.wire.Presence;
import dev.realmhub.jakarta.wire.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceWordsTest {
    private static final Realm GAME = Realm.of("game", "a");
    private static final Present ALICE = new Present("alice", "player", Instant.ofEpochMilli(1_700), 2);
    private static final Present BOB = new Present("bob", "", Instant.ofEpochMilli(1_800), 0);

    private static dev.realmhub.ClientProtocol.Presence words(
            Form form, List<Present> here, Map<String, LeaveReason> gone) {
        return new dev.realmhub.ClientProtocol.Presence(GAME, form, here, gone, 2, 3);
    }

    private static String json(dev.realmhub.ClientProtocol.Presence words) {
        return new JsonProtocol().encode(words).text();
    }

    private static Presence protobuf(dev.realmhub.ClientProtocol.Presence words) throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(new ProtobufProtocol().encode(words).bytes())
                .getMessages(0)
                .getPresence();
    }

    @Test
    void aWholeNamesAllWhoAreThere() throws InvalidProtocolBufferException {
        var words = words(Form.WHOLE, List.of(ALICE, BOB), Map.of());
        assertThat(json(words))
                .isEqualTo("{\"presence\":{\"realm\":\"game:a\",\"form\":\"whole\",\"here\":["
                        + "{\"user\":\"alice\",\"role\":\"player\",\"sinceMs\":1700,\"sockets\":2},"
                        + "{\"user\":\"bob\",\"sinceMs\":1800,\"sockets\":0}],\"users\":2,\"clients\":3}}");
        Presence message = protobuf(words);
        assertThat(message.getRealm()).isEqualTo("game:a");
        assertThat(message.getForm()).isEqualTo(Presence.Form.WHOLE);
        assertThat(message.getHere(0))
                .isEqualTo(Presence.Present.newBuilder()
                        .setUser("alice")
                        .setRole("player")
                        .setSinceMs(1_700)
                        .setSockets(2)
                        .build());
        assertThat(message.getHereCount()).isEqualTo(2);
        assertThat(message.getUsers()).isEqualTo(2);
        assertThat(message.getClients()).isEqualTo(3);
    }

    @Test
    void aDiffNamesWhoCameAndWhoIsGoneAndWhy() throws InvalidProtocolBufferException {
        var words = words(Form.DIFF, List.of(), Map.of("carol", LeaveReason.NODE_DIED));
        assertThat(json(words))
                .isEqualTo("{\"presence\":{\"realm\":\"game:a\",\"form\":\"diff\",\"gone\":["
                        + "{\"user\":\"carol\",\"reason\":\"node_died\"}],\"users\":2,\"clients\":3}}");
        Presence message = protobuf(words);
        assertThat(message.getForm()).isEqualTo(Presence.Form.DIFF);
        assertThat(message.getGone(0))
                .isEqualTo(Presence.Gone.newBuilder()
                        .setUser("carol")
                        .setReason("node_died")
                        .build());
    }

    @Test
    void aCountNamesNobody() throws InvalidProtocolBufferException {
        var words = words(Form.COUNT, List.of(), Map.of());
        assertThat(json(words))
                .isEqualTo("{\"presence\":{\"realm\":\"game:a\",\"form\":\"count\",\"users\":2,\"clients\":3}}");
        assertThat(protobuf(words).getForm()).isEqualTo(Presence.Form.COUNT);
    }
}
