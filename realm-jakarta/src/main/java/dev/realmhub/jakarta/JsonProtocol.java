package dev.realmhub.jakarta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code realmhub.v1.json}: the same in JSON text, one or several objects in a WebSocket message. */
final class JsonProtocol implements ClientProtocol {
    /** Frames are short already; this keeps what is unknown in them from costing more than it weighs. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(20)
            .maxNameLength(256)
            .build();

    /** Without a table of the names seen: strangers choose them. */
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    @Override
    public String name() {
        return "realmhub.v1.json";
    }

    @Override
    public Payload encode(FromHub message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            JsonWriter.write(message, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Payload.text(text.toString());
    }

    /** Objects on lines of their own: an object has no line feed in it. */
    @Override
    public Payload join(List<Payload> frames) {
        return Payload.text(frames.stream().map(Payload::text).collect(Collectors.joining("\n")));
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        if (!frame.isText()) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("realmhub.v1.json is text"));
        }
        try (JsonParser in = json.createParser(frame.text())) {
            return JsonReader.readAll(in);
        } catch (IOException malformed) {
            throw new RefusedException(CloseReason.BAD_FRAME, malformed);
        }
    }
}
