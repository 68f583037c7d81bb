package dev.realmhub.examples.crossword;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.realmhub.Payload;
import org.jspecify.annotations.Nullable;

/** JSON to and from payloads. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value, e);
        }
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> T of(JsonNode tree, Class<T> type) {
        return stored(tree.toString(), type);
    }

    /** Reads what this program wrote. */
    static <T> T stored(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored is no " + type.getSimpleName(), e);
        }
    }

    static Payload payload(Object value) {
        return Payload.text(text(value));
    }

    /**
     * Reads a value.
     *
     * @throws BadRequest if it is no such JSON
     */
    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text.isEmpty() ? "{}" : text, type);
        } catch (JsonProcessingException e) {
            throw new BadRequest("bad_request", "The server could not read that.");
        }
    }
}
