package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a message says, as one line for people. */
final class Lines {
    private static final Map<String, Function<JsonNode, String>> WORDS = Map.ofEntries(
            Map.entry("welcome", Lines::welcome),
            Map.entry("joined", body -> "joined " + realm(body) + role(body)),
            Map.entry("left", body -> "left " + realm(body)),
            Map.entry("live", body -> "live " + realm(body) + " at " + text(body, "position") + resumed(body)),
            Map.entry("snapshot", body -> "snapshot " + realm(body) + position(body) + payload(body)),
            Map.entry("event", Lines::event),
            Map.entry("resync", body -> "resync " + realm(body)),
            Map.entry("delayed", body -> "delayed " + realm(body) + why(body)),
            Map.entry("degraded", Lines::degraded),
            Map.entry("presence", Lines::presence),
            Map.entry("outcome", Lines::outcome),
            Map.entry("navigated", body -> "navigated " + text(body, "path")),
            Map.entry("refused", body -> "refused " + text(body, "path") + why(body)),
            Map.entry("expiring", body -> "expiring in " + body.path("leftMs").asLong() / 1000 + " s"),
            Map.entry("closing", body -> "closing" + why(body)),
            Map.entry("publication", Lines::publication),
            Map.entry("here", Lines::here),
            Map.entry("last", body -> "last " + realm(body) + position(body)));

    private Lines() {}

    /** Returns the line, with nothing in it that a terminal would obey; what has no words of its own is told as JSON. */
    static String of(JsonNode message) {
        Function<JsonNode, String> words = WORDS.getOrDefault(Messages.name(message), body -> message.toString());
        return Plain.text(words.apply(Messages.body(message)));
    }

    private static String welcome(JsonNode body) {
        String who = body.path("anonymous").asBoolean() ? "somebody" : text(body, "user");
        return "welcome " + who + " as " + text(body, "node") + "/" + text(body, "client");
    }

    private static String event(JsonNode body) {
        String where = body.has("realm") ? realm(body) : "you";
        long sequence = body.path("sequence").asLong();
        return "event " + where + (sequence == 0 ? "" : " " + sequence) + payload(body);
    }

    private static String degraded(JsonNode body) {
        return body.path("degraded").asBoolean()
                ? "degraded: the hub has lost its link to the backends"
                : "no longer degraded";
    }

    private static String outcome(JsonNode body) {
        return "outcome " + body.path("id").asLong() + " " + text(body, "status") + why(body) + payload(body);
    }

    private static String presence(JsonNode body) {
        String here = all(body.path("here"), Lines::member);
        String gone = all(body.path("gone"), one -> text(one, "user") + " " + text(one, "reason"));
        String who = (here.isEmpty() ? "" : "; here: " + here) + (gone.isEmpty() ? "" : "; gone: " + gone);
        return "presence " + realm(body) + " " + counts(body) + who;
    }

    static String counts(JsonNode body) {
        int users = body.path("users").asInt();
        int clients = body.path("clients").asInt();
        return (users == 0 ? "" : users + (users == 1 ? " user, " : " users, ")) + connections(clients);
    }

    private static String connections(int number) {
        return number + (number == 1 ? " connection" : " connections");
    }

    private static String member(JsonNode one) {
        int sockets = one.path("sockets").asInt();
        return text(one, "user") + role(one) + (sockets == 1 ? "" : " (" + connections(sockets) + ")");
    }

    private static String here(JsonNode body) {
        String since = body.has("sinceMs")
                ? " since " + Instant.ofEpochMilli(body.path("sinceMs").asLong())
                : "";
        return member(body) + (body.has("node") ? " on " + text(body, "node") : "") + since;
    }

    private static String publication(JsonNode body) {
        return "published " + realm(body) + position(body) + payload(body) + views(body, "users")
                + views(body, "roles");
    }

    private static String views(JsonNode body, String name) {
        String kind = name.substring(0, name.length() - 1);
        return body.path(name).properties().stream()
                .map(view -> " | " + kind + " " + view.getKey() + ":" + content(view.getValue()))
                .collect(Collectors.joining());
    }

    private static String realm(JsonNode body) {
        return text(body, "realm");
    }

    private static String role(JsonNode body) {
        String role = text(body, "role");
        return role.isEmpty() ? "" : " as " + role;
    }

    private static String resumed(JsonNode body) {
        return body.path("resumed").asBoolean() ? ", resumed" : "";
    }

    private static String position(JsonNode body) {
        String position = text(body, "position");
        return position.isEmpty() ? "" : " at " + position;
    }

    private static String payload(JsonNode body) {
        return content(body.path("payload"));
    }

    private static String content(JsonNode payload) {
        return payload.has("binary") ? " base64:" + text(payload, "binary") : said(text(payload, "text"));
    }

    private static String why(JsonNode body) {
        return said(text(body, "code")) + said(text(body, "text"));
    }

    private static String said(String text) {
        return text.isEmpty() ? "" : " " + text;
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asText();
    }

    private static String all(JsonNode list, Function<JsonNode, String> each) {
        return StreamSupport.stream(list.spliterator(), false).map(each).collect(Collectors.joining(", "));
    }
}
