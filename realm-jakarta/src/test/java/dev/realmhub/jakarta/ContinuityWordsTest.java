package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.realmhub.ClientProtocol.Degraded;
import dev.realmhub.ClientProtocol.Delayed;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Expiring;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.Login;
import dev.realmhub.ClientProtocol.NotLoggedIn;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Refresh;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.ClientProtocol.ToHub;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.User;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.ServerFrame;
import dev.realmhub.jakarta.wire.ServerMessage;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words about snapshots, positions, resumption and login: both protocols have the same. */
class ContinuityWordsTest {
    private static final Realm GAME = Realm.of("game", "a");

    private final JsonProtocol json = new JsonProtocol();
    private final ProtobufProtocol protobuf = new ProtobufProtocol();

    private void bothSay(FromHub message, String text, Consumer<ServerMessage.Builder> words) {
        ServerMessage.Builder expected = ServerMessage.newBuilder();
        words.accept(expected);
        assertThat(json.encode(message).text()).isEqualTo(text);
        assertThat(written(message)).isEqualTo(expected.build());
    }

    private ServerMessage written(FromHub message) {
        try {
            return ServerFrame.parseFrom(protobuf.encode(message).bytes()).getMessages(0);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private void bothHear(ToHub message, String text, Consumer<ClientMessage.Builder> words) {
        assertThat(json.decode(Payload.text(text))).containsExactly(message);
        assertThat(protobuf.decode(frame(words))).containsExactly(message);
    }

    private static Payload frame(Consumer<ClientMessage.Builder> words) {
        ClientMessage.Builder message = ClientMessage.newBuilder();
        words.accept(message);
        return Payload.wrap(
                ClientFrame.newBuilder().addMessages(message).build().toByteArray());
    }

    @Test
    void eventsNameTheirPlaceInTheStream() {
        bothSay(
                new Event(GAME, new Position("e1", 42), Payload.text("x")),
                "{\"event\":{\"realm\":\"game:a\",\"sequence\":42,\"payload\":{\"text\":\"x\"}}}",
                words -> words.getEventBuilder()
                        .setRealm("game:a")
                        .setSequence(42)
                        .getPayloadBuilder()
                        .setText("x"));
    }

    @Test
    void eventsThatCameThroughNoStreamNameNoPlace() {
        bothSay(
                new Event(GAME, Payload.text("x")),
                "{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"x\"}}}",
                words -> words.getEventBuilder()
                        .setRealm("game:a")
                        .getPayloadBuilder()
                        .setText("x"));
    }

    @Test
    void liveSaysFromWhereAndWhetherItIsWhereTheClientWas() {
        bothSay(
                new Live(GAME, new Position("e1", 41), true),
                "{\"live\":{\"realm\":\"game:a\",\"position\":\"e1:41\",\"resumed\":true}}",
                words -> words.getLiveBuilder()
                        .setRealm("game:a")
                        .setPosition("e1:41")
                        .setResumed(true));
        bothSay(
                new Live(GAME, new Position("e1", 0), false),
                "{\"live\":{\"realm\":\"game:a\",\"position\":\"e1:0\",\"resumed\":false}}",
                words -> words.getLiveBuilder().setRealm("game:a").setPosition("e1:0"));
    }

    @Test
    void snapshotsStandForAPositionOrForNone() {
        bothSay(
                new RealmSnapshot(GAME, new Position("e1", 41), Payload.text("{}")),
                "{\"snapshot\":{\"realm\":\"game:a\",\"position\":\"e1:41\",\"payload\":{\"text\":\"{}\"}}}",
                words -> words.getSnapshotBuilder()
                        .setRealm("game:a")
                        .setPosition("e1:41")
                        .getPayloadBuilder()
                        .setText("{}"));
        bothSay(
                new RealmSnapshot(GAME, null, Payload.text("{}")),
                "{\"snapshot\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"{}\"}}}",
                words -> words.getSnapshotBuilder()
                        .setRealm("game:a")
                        .getPayloadBuilder()
                        .setText("{}"));
    }

    @Test
    void whatIsOutOfDateOrLateOrCutOffIsSaid() {
        bothSay(
                new Resync(GAME),
                "{\"resync\":{\"realm\":\"game:a\"}}",
                words -> words.getResyncBuilder().setRealm("game:a"));
        bothSay(
                new Delayed(GAME, CloseReason.UNAVAILABLE),
                "{\"delayed\":{\"realm\":\"game:a\",\"code\":4503,\"text\":\"not available now\"}}",
                words -> words.getDelayedBuilder()
                        .setRealm("game:a")
                        .setCode(4503)
                        .setText("not available now"));
        bothSay(
                new Degraded(true),
                "{\"degraded\":{\"degraded\":true}}",
                words -> words.getDegradedBuilder().setDegraded(true));
        bothSay(new Degraded(false), "{\"degraded\":{\"degraded\":false}}", ServerMessage.Builder::getDegradedBuilder);
    }

    @Test
    void aNewTicketComesWithAPongOrALogin() {
        bothSay(
                new Pong(5, "t.2"),
                "{\"pong\":{\"sentMs\":5,\"ticket\":\"t.2\"}}",
                words -> words.getPongBuilder().setSentMs(5).setTicket("t.2"));
        bothSay(
                new LoggedIn(7, User.of("alice"), "t.3"),
                "{\"loggedIn\":{\"id\":7,\"user\":\"alice\",\"anonymous\":false,\"ticket\":\"t.3\"}}",
                words -> words.getLoggedInBuilder().setId(7).setUser("alice").setTicket("t.3"));
    }

    @Test
    void aRefusedLoginSaysWhy() {
        bothSay(
                new NotLoggedIn(7, CloseReason.LOGIN),
                "{\"notLoggedIn\":{\"id\":7,\"code\":4401,\"text\":\"login needed\"}}",
                words -> words.getNotLoggedInBuilder().setId(7).setCode(4401).setText("login needed"));
    }

    @Test
    void aResumeNamesTheTicketAndEachRealmWithItsPositionOrNone() {
        bothHear(
                new Resume("t.1", Map.of("game:a", "e1:41", "lobby", "")),
                "{\"resume\":{\"ticket\":\"t.1\",\"positions\":{\"game:a\":\"e1:41\",\"lobby\":\"\"}}}",
                words -> words.getResumeBuilder()
                        .setTicket("t.1")
                        .putPositions("game:a", "e1:41")
                        .putPositions("lobby", ""));
        bothHear(new Resume("", Map.of()), "{\"resume\":{}}", ClientMessage.Builder::getResumeBuilder);
    }

    @Test
    void absentAndNullMeanEmptyHereToo() {
        assertThat(json.decode(Payload.text("{\"resume\":{\"ticket\":null,\"positions\":null},\"login\":{}}")))
                .containsExactly(new Resume("", Map.of()), new Login(0, ""));
        assertThat(json.decode(Payload.text("{\"resume\":{\"positions\":{\"lobby\":null}}}")))
                .containsExactly(new Resume("", Map.of("lobby", "")));
    }

    @Test
    void aLoginCarriesItsToken() {
        bothHear(
                new Login(7, "abc"),
                "{\"login\":{\"id\":7,\"token\":\"abc\"}}",
                words -> words.getLoginBuilder().setId(7).setToken("abc"));
    }

    /** What they mean is the hub's to find out: whoever names nonsense gets everything anew. */
    @Test
    void positionsThatAreNoneArePassedOn() {
        bothHear(
                new Resume("t", Map.of("no realm::", "not a position")),
                "{\"resume\":{\"ticket\":\"t\",\"positions\":{\"no realm::\":\"not a position\"}}}",
                words -> words.getResumeBuilder().setTicket("t").putPositions("no realm::", "not a position"));
    }

    @Test
    void aResumeNamesNoMoreThan64Realms() {
        assertTaken(new Resume("t", positions(64)));
        assertRefused(new Resume("t", positions(65)));
    }

    @Test
    void whatAResumeNamesHasALength() {
        assertTaken(new Resume("t".repeat(1024), Map.of("r".repeat(256), "p".repeat(200))));
        assertRefused(new Resume("t".repeat(1025), Map.of()));
        assertRefused(new Resume("t", Map.of("r".repeat(257), "")));
        assertRefused(new Resume("t", Map.of("r", "p".repeat(201))));
    }

    private static Map<String, String> positions(int realms) {
        return IntStream.range(0, realms).boxed().collect(Collectors.toMap(n -> "game:" + n, n -> "e:" + n));
    }

    private void assertTaken(Resume resume) {
        bothHear(resume, text(resume), words -> write(resume, words));
    }

    private void assertRefused(Resume resume) {
        for (Runnable reading : new Runnable[] {
            () -> json.decode(Payload.text(text(resume))), () -> protobuf.decode(frame(words -> write(resume, words)))
        }) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(reading::run)
                    .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4400));
        }
    }

    private static void write(Resume resume, ClientMessage.Builder words) {
        words.getResumeBuilder().setTicket(resume.ticket()).putAllPositions(resume.positions());
    }

    private static String text(Resume resume) {
        String positions = resume.positions().entrySet().stream()
                .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(","));
        return "{\"resume\":{\"ticket\":\"%s\",\"positions\":{%s}}}".formatted(resume.ticket(), positions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resume\":null}",
                "{\"resume\":{\"ticket\":1}}",
                "{\"resume\":{\"positions\":[]}}",
                "{\"resume\":{\"positions\":{\"lobby\":1}}}",
                "{\"resume\":{\"positions\":{\"lobby\":{}}}}",
                "{\"login\":\"abc\"}",
                "{\"login\":{\"token\":{}}}"
            })
    void whatIsMalformedIsRefused(String text) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> json.decode(Payload.text(text)))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4400));
    }

    @Test
    void aPassThatExpiresIsToldAndRenewed() {
        bothSay(
                new Expiring(5),
                "{\"expiring\":{\"leftMs\":5}}",
                words -> words.getExpiringBuilder().setLeftMs(5));
        bothHear(
                new Refresh(3, "abc"),
                "{\"refresh\":{\"id\":3,\"token\":\"abc\"}}",
                words -> words.getRefreshBuilder().setId(3).setToken("abc"));
    }

    /** A close frame's text is logged, and a token is a secret. */
    @Test
    void aRefusalDoesNotTellWhatStoodThere() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> json.decode(Payload.text("{\"login\":{\"token\":[\"secret\"]}}")))
                .satisfies(refused -> assertThat(refused.reason().text()).doesNotContain("secret"));
    }
}
