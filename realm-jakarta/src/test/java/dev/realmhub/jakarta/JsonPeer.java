package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A client of {@code realmhub.v1.json}: message by message, however many come in a frame. */
final class JsonPeer {
    private final WsPeer socket;
    private final Queue<String> lines = new ArrayDeque<>();

    JsonPeer(WsPeer socket) {
        assertThat(socket.answer().header("sec-websocket-protocol")).isEqualTo("realmhub.v1.json");
        this.socket = socket;
    }

    WsPeer socket() {
        return socket;
    }

    void say(String json) {
        socket.sendText(json);
    }

    String next() {
        if (lines.isEmpty()) {
            lines.addAll(List.of(socket.nextText().split("\n", -1)));
        }
        return lines.remove();
    }

    void expect(String json) {
        assertThat(next()).isEqualTo(json);
    }

    /** Reads over the welcome and the first membership. */
    JsonPeer settled() {
        assertThat(next()).startsWith("{\"welcome\":{\"client\":\"");
        assertThat(next()).startsWith("{\"joined\":{\"realm\":\"");
        return this;
    }
}
