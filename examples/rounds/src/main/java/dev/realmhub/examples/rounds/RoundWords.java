package dev.realmhub.examples.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames {@code {"t":type,"d":data,"v":version}}. What a round says is framed by {@link Round} already; here only the place in
 * the stream is added, by which a page that comes back says what it knows.
 */
final class RoundWords implements ClientProtocol {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "rounds";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        if (message instanceof Event event) {
            return placed(event.payload(), event.position());
        } else if (message instanceof RealmSnapshot full) {
            return placed(full.payload(), full.position());
        } else if (message instanceof Welcome welcome) {
            return frame("hi", JsonNodeFactory.instance.textNode(welcome.ticket()));
        } else if (message instanceof Resync resync && Round.isRound(resync.realm())) {
            return frame("resync", JsonNodeFactory.instance.nullNode());
        } else if (message instanceof Live live) {
            return placed(frame("live", JsonNodeFactory.instance.booleanNode(live.resumed())), live.position());
        }
        return message instanceof Answer answer ? answered(answer.id(), answer.outcome()) : null;
    }

    /** Whether the move is with the backend, which alone says {@code ack}; "?" if it may be. */
    private static Payload answered(long id, Outcome outcome) {
        if (outcome instanceof Outcome.Ok) {
            return frame("ack", JsonNodeFactory.instance.numberNode(id));
        }
        String why =
                outcome instanceof Outcome.Rejected no ? no.text() : outcome instanceof Outcome.Unknown ? "?" : "away";
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("id", id).put("why", why);
        return frame("no", data);
    }

    private static Payload placed(Payload frame, @Nullable Position position) {
        String text = frame.text();
        return position == null
                ? frame
                : Payload.text(text.substring(0, text.length() - 1) + ",\"at\":\"" + position + "\"}");
    }

    static Payload frame(String type, JsonNode data) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("t", type);
        frame.set("d", data);
        return Payload.text(frame.toString());
    }

    /** {@code {"t":"take","d":2,"id":1}}; {@code {"t":"resume","d":ticket,"at":place,"round":realm}}; {@code {"t":"p"}}. */
    @Override
    public List<ToHub> decode(Payload frame) {
        JsonNode message = read(frame);
        return switch (message.path("t").asText()) {
            case "p" -> List.of(new Ping(0, 0));
            case "resume" ->
                List.of(new Resume(
                        message.path("d").asText(),
                        Map.of(
                                message.path("round").asText(),
                                message.path("at").asText())));
            default ->
                List.of(new Send(
                        message.path("id").asLong(),
                        message.path("t").asText(),
                        "",
                        Payload.text(message.path("d").toString())));
        };
    }

    private static JsonNode read(Payload frame) {
        try {
            return JSON.readTree(frame.text());
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(CloseReason.BAD_FRAME, malformed);
        }
    }
}
