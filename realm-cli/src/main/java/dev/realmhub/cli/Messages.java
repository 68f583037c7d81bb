package dev.realmhub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.Base64;
import java.util.Map;

/** Messages as {@code docs/protocol.md} has them: an object with one field, whose name says what it is. */
final class Messages {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Messages() {}

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if it is no object
     */
    static ObjectNode read(String line) {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode message) {
                return message;
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON: " + broken.getOriginalMessage(), broken);
        }
        throw new IllegalArgumentException("a message is a JSON object, {\"command\":{…}}");
    }

    /** Returns an empty object to be filled. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a message. */
    static ObjectNode message(String name, JsonNode body) {
        return object().set(name, body);
    }

    /** Returns what a message is. */
    static String name(JsonNode message) {
        return message.properties().stream().map(Map.Entry::getKey).findFirst().orElse("");
    }

    /** Returns what stands in a message. */
    static JsonNode body(JsonNode message) {
        return message.path(name(message));
    }

    /** Returns a payload of a text. */
    static ObjectNode payload(String text) {
        return object().put("text", text);
    }

    /** Returns a publication with all of its views: who reads the bus sees what each client may see. */
    static ObjectNode publication(Realm realm, Publication publication) {
        ObjectNode body = object().put("realm", realm.toString());
        publication.position().ifPresent(position -> body.put("position", position.toString()));
        publication.common().ifPresent(common -> body.set("payload", payload(common)));
        views(body, "users", publication.userViews());
        views(body, "roles", publication.roleViews());
        return message("publication", body);
    }

    private static void views(ObjectNode body, String name, Map<String, Payload> views) {
        if (!views.isEmpty()) {
            ObjectNode all = body.putObject(name);
            views.forEach((who, payload) -> all.set(who, payload(payload)));
        }
    }

    private static ObjectNode payload(Payload payload) {
        return payload.isText() ? payload(payload.text()) : object().put("binary", base64(payload));
    }

    private static String base64(Payload payload) {
        byte[] bytes = new byte[payload.size()];
        payload.bytes().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
