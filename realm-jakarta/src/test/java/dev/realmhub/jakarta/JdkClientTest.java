package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** A WebSocket client that is not our own understands the same. */
@EachWayIn
class JdkClientTest {
    private final WayIn way;

    JdkClientTest(WayIn way) {
        this.way = way;
    }

    @Test
    void itTalksAndIsToldWhyItIsClosed() {
        try (Site site = Site.open(way)) {
            Heard heard = new Heard();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", Knock.ORIGIN)
                    .subprotocols("realmhub.v1.json")
                    .buildAsync(URI.create("ws://localhost:" + site.port() + "/ws?path=/game/a"), heard)
                    .join();
            assertThat(Patience.take(heard.texts)).startsWith("{\"welcome\"");
            assertThat(Patience.take(heard.texts)).startsWith("{\"joined\"");
            socket.sendText("{\"command\":{\"id\":1,\"type\":\"echo\",\"payload\":{\"text\":\"hi\"}}}", true)
                    .join();
            assertThat(Patience.take(heard.texts)).contains("\"status\":\"ok\"");
            site.hub().close();
            assertThat(Patience.take(heard.texts)).startsWith("{\"closing\"");
            assertThat(Patience.take(heard.closeCodes)).isEqualTo(1012);
        }
    }

    private static final class Heard implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.addAll(text.toString().lines().toList());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closeCodes.add(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }
    }
}
