package dev.realmhub.jakarta;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.realmhub.ClientProtocol.Login;
import dev.realmhub.ClientProtocol.Navigate;
import dev.realmhub.ClientProtocol.Ping;
import dev.realmhub.ClientProtocol.Refresh;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.ClientProtocol.ToHub;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients' JSON. What is unknown is skipped; what is known must be of its kind, or null, which means absent. Throws
 * what Jackson throws at broken JSON, and refuses the rest.
 */
final class JsonReader {
    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    /** Returns the messages of all objects, in order. */
    static List<ToHub> readAll(JsonParser in) throws IOException {
        List<ToHub> messages = new ArrayList<>(2);
        JsonReader reader = new JsonReader(in);
        while (in.nextToken() != null) {
            reader.object(messages);
        }
        return messages;
    }

    private static void add(ToHub message, List<ToHub> messages) {
        Protocols.checkRoom(messages.size());
        messages.add(message);
    }

    private void object(List<ToHub> messages) throws IOException {
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "navigate" -> add(navigate(), messages);
                case "command" -> add(command(), messages);
                case "ping" -> add(ping(), messages);
                case "resume" -> add(resume(), messages);
                case "login" -> add(withToken(Login::new), messages);
                case "refresh" -> add(withToken(Refresh::new), messages);
                default -> in.skipChildren();
            }
        }
    }

    private Navigate navigate() throws IOException {
        long id = 0;
        String path = "";
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "id" -> id = number();
                case "path" -> path = text();
                default -> in.skipChildren();
            }
        }
        return new Navigate(id, path);
    }

    private Send command() throws IOException {
        long id = 0;
        String type = "";
        String realm = "";
        Payload payload = Payload.empty();
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "id" -> id = number();
                case "type" -> type = text();
                case "realm" -> realm = text();
                case "payload" -> payload = payload();
                default -> in.skipChildren();
            }
        }
        return new Send(id, type, realm, payload);
    }

    private Ping ping() throws IOException {
        long sent = 0;
        long lag = 0;
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "sentMs" -> sent = number();
                case "lagMs" -> lag = number();
                default -> in.skipChildren();
            }
        }
        return new Ping(sent, lag);
    }

    private Resume resume() throws IOException {
        String ticket = "";
        Map<String, String> positions = Map.of();
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "ticket" -> ticket = text();
                case "positions" -> positions = texts();
                default -> in.skipChildren();
            }
        }
        return Protocols.resume(ticket, positions);
    }

    private ToHub withToken(BiFunction<Long, String, ToHub> words) throws IOException {
        long id = 0;
        String token = "";
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "id" -> id = number();
                case "token" -> token = text();
                default -> in.skipChildren();
            }
        }
        return words.apply(id, token);
    }

    private Payload payload() throws IOException {
        Payload payload = Payload.empty();
        if (isNull()) {
            return payload;
        }
        begin();
        for (String name = next(); name != null; name = next()) {
            switch (name) {
                case "text" -> payload = Payload.text(text());
                case "binary" -> payload = isNull() ? payload : Payload.wrap(in.getBinaryValue());
                default -> in.skipChildren();
            }
        }
        return payload;
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (isNull()) {
            return texts;
        }
        begin();
        for (String name = next(); name != null; name = next()) {
            texts.put(name, text());
        }
        return texts;
    }

    private void begin() {
        if (!in.isExpectedStartObjectToken()) {
            throw malformed("an object");
        }
    }

    /** Goes to the value of the next field and returns the field's name, or null behind the last. */
    private @Nullable String next() throws IOException {
        String name = in.nextFieldName();
        if (name != null) {
            in.nextToken();
        }
        return name;
    }

    private String text() throws IOException {
        if (isNull()) {
            return "";
        }
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed("a text");
        }
        return in.getText();
    }

    private long number() throws IOException {
        if (isNull()) {
            return 0;
        }
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT || in.getLongValue() < 0) {
            throw malformed("a whole number from 0");
        }
        return in.getLongValue();
    }

    private boolean isNull() {
        return in.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Names the place but not what stood there: it goes into a close frame. */
    private RefusedException malformed(String expected) {
        return new RefusedException(CloseReason.BAD_FRAME.withText("malformed frame: expected " + expected + " at "
                + in.getParsingContext().pathAsPointer()));
    }
}
