package dev.realmhub.examples.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.Ping;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The frames, both ways. */
class RoundWordsTest {
    private static final Realm ROUND = Realm.of("round", "g");
    private static final Position PLACE = new Position("e", 7);
    private final RoundWords words = new RoundWords();

    private String encoded(FromHub message) {
        Payload frame = words.encode(message);
        return frame == null ? "" : frame.text();
    }

    @Test
    void anOutcomeIsAnAckOrANoThatSaysWhy() {
        assertThat(encoded(new Answer(3, Outcome.ok()))).isEqualTo("{\"t\":\"ack\",\"d\":3}");
        assertThat(encoded(new Answer(3, Outcome.rejected("x", "Not now."))))
                .contains("\"t\":\"no\"", "\"id\":3", "\"why\":\"Not now.\"");
        assertThat(encoded(new Answer(3, new Outcome.Unavailable()))).contains("\"t\":\"no\"", "\"why\":\"away\"");
        assertThat(encoded(new Answer(3, new Outcome.Unknown()))).contains("\"t\":\"no\"", "\"why\":\"?\"");
    }

    @Test
    void whatHasAPlaceInTheStreamSaysIt() {
        Payload move = Payload.text("{\"v\":1}");
        assertThat(encoded(new Event(ROUND, PLACE, move))).isEqualTo("{\"v\":1,\"at\":\"" + PLACE + "\"}");
        assertThat(encoded(new Event(ROUND, null, move))).isEqualTo("{\"v\":1}");
        assertThat(encoded(new Live(ROUND, PLACE, true)))
                .isEqualTo("{\"t\":\"live\",\"d\":true,\"at\":\"" + PLACE + "\"}");
    }

    @Test
    void onlyOfTheRoundAPageIsToldToResync() {
        assertThat(encoded(new Resync(ROUND))).isEqualTo("{\"t\":\"resync\",\"d\":\"round:g\"}");
        assertThat(encoded(new Resync(Realm.of("crowd", "g")))).isEmpty();
    }

    @Test
    void whatAPageSaysIsACommandAPingOrAComingBack() {
        assertThat(words.decode(Payload.text("{\"t\":\"take\",\"d\":2,\"id\":1}")))
                .isEqualTo(List.of(new Send(1, "take", "", Payload.text("2"))));
        assertThat(words.decode(Payload.text("{\"t\":\"p\"}"))).isEqualTo(List.of(new Ping(0, 0)));
        assertThat(words.decode(
                        Payload.text("{\"t\":\"resume\",\"d\":\"ticket\",\"at\":\"e-7\",\"round\":\"round:g\"}")))
                .isEqualTo(List.of(new Resume("ticket", Map.of("round:g", "e-7"))));
    }

    @Test
    void whatIsNoJsonClosesTheConnectionAsABadFrame() {
        assertThatThrownBy(() -> words.decode(Payload.text("{")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(CloseReason.BAD_FRAME.code()));
    }
}
