package dev.realmhub.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to come into a hub. */
final class HubOptions {
    private static final String PROTOCOL = "realmhub.v1.json";

    @Option(
            names = "--cookie",
            paramLabel = "NAME=VALUE",
            description = "A cookie for the handshake; may be repeated. Default: REALM_COOKIE of the environment.")
    List<String> cookies = new ArrayList<>();

    @Option(
            names = "--token",
            description = "A bearer token for the handshake. Others on this machine can see what is typed: rather set"
                    + " REALM_TOKEN in the environment.")
    @Nullable
    String token;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Speak as a page of this origin, https://game.example")
    @Nullable
    String origin;

    @Option(
            names = "--timeout",
            converter = Durations.class,
            defaultValue = "10s",
            description = "How long to wait for the connection and for each answer. Default: ${DEFAULT-VALUE}")
    Duration timeout = Duration.ofSeconds(10);

    private final Terminal terminal;

    HubOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Connects, and waits until the hub has welcomed us.
     *
     * @param path what we come for; null if the URL says it
     * @throws Failed if it does not
     */
    HubLink connect(String url, @Nullable String path) {
        URI address = address(url, path);
        HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(timeout);
        try {
            header(builder, "Origin", origin);
            header(
                    builder,
                    "Cookie",
                    cookies.isEmpty() ? terminal.env().get("REALM_COOKIE") : String.join("; ", cookies));
            String bearer = token != null ? token : terminal.env().get("REALM_TOKEN");
            header(builder, "Authorization", bearer == null ? null : "Bearer " + bearer);
        } catch (IllegalArgumentException unlawful) {
            throw new Failed(Exit.USAGE, "an origin, a cookie or a token holds characters that no header may hold");
        }
        return HubLink.open(builder.subprotocols(PROTOCOL), address, timeout);
    }

    private static void header(WebSocket.Builder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.header(name, value);
        }
    }

    private static URI address(String url, @Nullable String path) {
        if (!url.startsWith("ws://") && !url.startsWith("wss://")) {
            throw new Failed(Exit.USAGE, "a hub's URL begins with ws:// or wss://: ws://127.0.0.1:8080/ws");
        }
        try {
            URI given = new URI(url);
            String query = given.getRawQuery();
            if (path == null) {
                return given;
            }
            if (query != null && query.matches("(.*&)?path=.*")) {
                throw new Failed(Exit.USAGE, "the path is said twice, in the URL and behind it");
            }
            String ours = "path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
            return new URI(url + (query == null ? "?" : "&") + ours);
        } catch (URISyntaxException unreadable) {
            throw new Failed(Exit.USAGE, "this is no URL: " + unreadable.getReason());
        }
    }
}
