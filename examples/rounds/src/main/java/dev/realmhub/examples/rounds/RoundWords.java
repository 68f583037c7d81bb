package dev.realmhub.examples.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
            return frame("hi", welcome.ticket());
        } else if (message instanceof Resync missed && missed.realm().kind().equals(Round.KIND)) {
            return frame("resync", missed.realm().toString());
        } else if (message instanceof Live live) {
            return placed(frame("live", live.resumed()), live.position());
        } else if (message instanceof Presence crowd) {
            return frame("crowd", crowd.clients());
        }
        return message instanceof Answer answer ? answered(answer.id(), answer.outcome()) : null;
    }

    /** Whether the move is with the backend, which alone says {@code ack}; "?" if it may be. */
    private static Payload answered(long id, Outcome outcome) {
        if (outcome instanceof Outcome.Ok) {
            return frame("ack", id);
        }
        String why =
                outcome instanceof Outcome.Rejected no ? no.text() : outcome instanceof Outcome.Unknown ? "?" : "away";
        return frame("no", Map.of("id", id, "why", why));
    }

    private static Payload placed(Payload frame, @Nullable Position position) {
        return position == null ? frame : with(frame, "\"at\":\"" + position + "\"");
    }

    static Payload frame(String type, Object data) {
        ObjectNode frame = JSON.createObjectNode().put("t", type);
        return Payload.text(frame.set("d", JSON.valueToTree(data)).toString());
    }

    static Payload with(Payload frame, String field) {
        String text = frame.text();
        return Payload.text(text.substring(0, text.length() - 1) + "," + field + "}");
    }

    /** {@code {"t":"take","d":2,"id":1}}; {@code {"t":"resume","d":ticket,"at":place,"round":realm}}; {@code {"t":"p"}}. */
    @Override
    public List<ToHub> decode(Payload frame) {
        JsonNode message = read(frame);
        String type = message.path("t").asText();
        JsonNode data = message.path("d");
        if (type.equals("resume")) {
            String round = message.path("round").asText();
            return List.of(
                    new Resume(data.asText(), Map.of(round, message.path("at").asText())));
        }
        Payload said = Payload.text(data.toString());
        return List.of(
                type.equals("p") ? new Ping(0, 0) : new Send(message.path("id").asLong(), type, "", said));
    }

    static JsonNode read(Payload json) {
        try {
            return JSON.readTree(json.text());
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(CloseReason.BAD_FRAME, malformed);
        }
    }
}
