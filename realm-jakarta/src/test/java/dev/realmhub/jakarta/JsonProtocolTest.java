package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Navigate;
import dev.realmhub.ClientProtocol.NotNavigated;
import dev.realmhub.ClientProtocol.Ping;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProtocolTest {
    private final JsonProtocol protocol = new JsonProtocol();

    private List<ClientProtocol.ToHub> read(String json) {
        return protocol.decode(Payload.text(json));
    }

    private String written(ClientProtocol.FromHub message) {
        return protocol.encode(message).text();
    }

    @Test
    void allFieldsOfAllMessagesAreRead() {
        assertThat(read("{\"navigate\":{\"id\":3,\"path\":\"/game/abc\"}}"))
                .containsExactly(new Navigate(3, "/game/abc"));
        assertThat(
                        read(
                                "{\"command\":{\"id\":7,\"type\":\"move\",\"realm\":\"game:abc\",\"payload\":{\"text\":\"x\"}}}"))
                .containsExactly(new Send(7, "move", "game:abc", Payload.text("x")));
        assertThat(read("{\"ping\":{\"sentMs\":123456,\"lagMs\":12}}")).containsExactly(new Ping(123456, 12));
    }

    @Test
    void absentAndNullFieldsMeanEmptyZeroOrNothing() {
        assertThat(read("{\"command\":{}}")).containsExactly(new Send(0, "", "", Payload.empty()));
        assertThat(read("{\"command\":{\"id\":null,\"type\":null,\"realm\":null,\"payload\":null}}"))
                .containsExactly(new Send(0, "", "", Payload.empty()));
        assertThat(read("{\"command\":{\"payload\":{\"text\":null,\"binary\":null}}}"))
                .containsExactly(new Send(0, "", "", Payload.empty()));
    }

    @Test
    void anEmptyFrameSaysNothing() {
        assertThat(read("")).isEmpty();
        assertThat(read("{}\n{}")).isEmpty();
    }

    @Test
    void whatIsUnknownIsSkippedWhateverItIs() {
        assertThat(read("""
                        {"hello":[1,{"a":null}],"ping":{"sentMs":1,"more":{"sentMs":[]},"path":5}}
                        {"command":{"type":"t","payload":{"kind":7,"text":"x"},"tags":["a"]}}""")).containsExactly(new Ping(1, 0), new Send(0, "t", "", Payload.text("x")));
    }

    @Test
    void bytesComeAsBase64() {
        assertThat(read("{\"command\":{\"type\":\"t\",\"payload\":{\"binary\":\"AP9/gA==\"}}}"))
                .containsExactly(new Send(0, "t", "", Payload.binary(new byte[] {0, -1, 127, -128})));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"ping\":",
                "{\"ping\":{}",
                "[]",
                "1",
                "\"ping\"",
                "null",
                "{\"ping\":null}",
                "{\"ping\":[]}",
                "{\"ping\":{\"sentMs\":\"1\"}}",
                "{\"ping\":{\"sentMs\":1.5}}",
                "{\"ping\":{\"sentMs\":-1}}",
                "{\"ping\":{\"sentMs\":9223372036854775808}}",
                "{\"ping\":{\"sentMs\":1e400}}",
                "{\"navigate\":{\"path\":{}}}",
                "{\"command\":{\"payload\":\"x\"}}",
                "{\"command\":{\"payload\":{\"text\":1}}}",
                "{\"command\":{\"payload\":{\"binary\":\"*\"}}}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{}}}}}}}}}",
                "{\"ping\":{}} trailing"
            })
    void whatIsMalformedIsRefused(String json) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read(json))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4400));
    }

    @Test
    void aRefusalNamesThePlaceAndNotTheContent() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read("{\"command\":{\"type\":[\"secret\"]}}"))
                .satisfies(refused -> assertThat(refused.reason().text())
                        .contains("/command/type")
                        .doesNotContain("secret"));
    }

    @Test
    void bytesAreNoJson() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> protocol.decode(Payload.binary(new byte[] {'{', '}'})))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4400));
    }

    @Test
    void eventsToTheUserNameNoRealm() {
        assertThat(written(new Event(null, Payload.text("x")))).isEqualTo("{\"event\":{\"payload\":{\"text\":\"x\"}}}");
    }

    @Test
    void eachMessageIsOneLine() {
        assertThat(written(new Event(null, Payload.text("a\nb\r")))).doesNotContain("\n", "\r");
    }

    @Test
    void outcomesSayWhatBecameOfACommand() {
        assertThat(written(new Answer(1, Outcome.ok()))).isEqualTo("{\"outcome\":{\"id\":1,\"status\":\"ok\"}}");
        assertThat(written(new Answer(1, Outcome.ok(Payload.binary(new byte[0])))))
                .isEqualTo("{\"outcome\":{\"id\":1,\"status\":\"ok\",\"payload\":{\"binary\":\"\"}}}");
        assertThat(written(new Answer(2, Outcome.rejected("no", "No."))))
                .isEqualTo("{\"outcome\":{\"id\":2,\"status\":\"rejected\",\"code\":\"no\",\"text\":\"No.\"}}");
        assertThat(written(new Answer(3, new Outcome.Unavailable())))
                .isEqualTo("{\"outcome\":{\"id\":3,\"status\":\"unavailable\"}}");
        assertThat(written(new Answer(4, new Outcome.Unknown())))
                .isEqualTo("{\"outcome\":{\"id\":4,\"status\":\"unknown\"}}");
    }

    @Test
    void theRestIsAsDocumented() {
        assertThat(written(new Pong(123456))).isEqualTo("{\"pong\":{\"sentMs\":123456}}");
        assertThat(written(
                        new NotNavigated(3, "/game/zzz", CloseReason.NO_SUCH_REALM.withText("There is no game zzz."))))
                .isEqualTo("{\"refused\":{\"id\":3,\"path\":\"/game/zzz\",\"code\":4404,"
                        + "\"text\":\"There is no game zzz.\"}}");
        assertThat(written(new Closing(CloseReason.TOO_SLOW.withText("too slow"))))
                .isEqualTo("{\"closing\":{\"code\":4408,\"text\":\"too slow\",\"retry\":true,\"retryAfterMs\":1000}}");
    }

    @Test
    void aFrameHoldsNoMoreThan256Messages() {
        assertThat(read("{\"ping\":{}}\n".repeat(256))).hasSize(256);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read("{\"ping\":{}}".repeat(257)))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4413));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> read("{" + "\"ping\":{},".repeat(256) + "\"ping\":{}}"))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4413));
    }

    /** As realm.js reads it: line by line. */
    @Test
    void joinedFramesSayTheSameInTheSameOrder() {
        List<Payload> frames = Stream.of(
                        new Event(null, Payload.text("two\nlines\r\u2028\u0085")), new Pong(5), new Pong(6))
                .map(protocol::encode)
                .toList();
        Payload joined = protocol.join(frames);
        assertThat(joined.isText()).isTrue();
        assertThat(joined.text().split("\n", -1))
                .containsExactly(frames.stream().map(Payload::text).toArray(String[]::new));
        assertThat(protocol.join(List.of(joined, frames.get(1))).text().split("\n", -1))
                .hasSize(4);
    }
}
