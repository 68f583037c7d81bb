package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that is stopped with SIGTERM. */
class StopTest {
    private final HttpClient http = HttpClient.newHttpClient();

    /** Waits for the words of goodbye, and for the end. */
    private static final class Ear implements WebSocket.Listener {
        final CompletableFuture<String> joined = new CompletableFuture<>();
        final CompletableFuture<JsonNode> closing = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            for (String line : text.toString().split("\n", -1)) {
                JsonNode message = Visitor.json(line);
                if (message.has("joined")) {
                    joined.complete(line);
                } else if (message.has("closing")) {
                    closing.complete(message.path("closing"));
                }
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }
    }

    private int status(Site site, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(site.url(0) + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void itIsNotReadyThenTellsItsVisitorsToComeBackThenCloses() throws Exception {
        try (Site site = Site.embedded()) {
            Ear ear = new Ear();
            http.newWebSocketBuilder()
                    .subprotocols("realmhub.v1.json")
                    .header("Origin", site.url(0))
                    .buildAsync(URI.create(site.url(0).replace("http:", "ws:") + "/ws?path=/"), ear)
                    .get(20, TimeUnit.SECONDS);
            ear.joined.get(20, TimeUnit.SECONDS);

            CompletableFuture<?> ended = site.terminateHub(0);
            while (status(site, "/readyz") != 503) {
                assertThat(ear.closing).as("readiness comes first").isNotDone();
            }

            assertThat(status(site, "/healthz")).as("it works still").isEqualTo(200);
            JsonNode closing = ear.closing.get(20, TimeUnit.SECONDS);
            assertThat(closing.path("code").asInt()).isEqualTo(1012);
            assertThat(closing.path("retry").asBoolean()).isTrue();
            assertThat(ear.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
            ended.get(20, TimeUnit.SECONDS);
        }
    }
}
