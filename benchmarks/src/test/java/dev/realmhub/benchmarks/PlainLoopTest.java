package dev.realmhub.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.examples.chat.Container;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loops that the hub is measured against deliver what they are given. */
@SuppressWarnings("try") // a server is there to be closed
class PlainLoopTest {
    private static final int PATIENCE_SECONDS = 20;

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatOneSaysComesToAllOfTheRoomInOrder(Container container) throws Exception {
        int port = freePort();
        try (AutoCloseable server = PlainLoop.start(container, port)) {
            Ear one = new Ear();
            Ear other = new Ear();
            WebSocket speaker = connect(port, one);
            connect(port, other);
            for (int i = 0; i < 100; i++) {
                speaker.sendText("line " + i, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(one.next()).isEqualTo("line " + i);
                assertThat(other.next()).isEqualTo("line " + i);
            }
        }
    }

    private static WebSocket connect(int port, Ear ear) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/chat?room=r1"), ear)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Nullable
        String next() throws InterruptedException {
            return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            heard.add(data.toString());
            webSocket.request(1);
            return null;
        }
    }
}
