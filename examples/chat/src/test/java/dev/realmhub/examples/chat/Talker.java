package dev.realmhub.examples.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection to a chat, by the JDK's own client. */
final class Talker implements WebSocket.Listener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private Talker(WebSocket.Builder builder, URI uri) throws Exception {
        socket = builder.buildAsync(uri, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static Talker raw(int port, String room) throws Exception {
        return new Talker(HttpClient.newHttpClient().newWebSocketBuilder(), uri(port, room));
    }

    static Talker of(int port, String room, String protocol) throws Exception {
        return new Talker(HttpClient.newHttpClient().newWebSocketBuilder().subprotocols(protocol), uri(port, room));
    }

    private static URI uri(int port, String room) {
        return URI.create("ws://127.0.0.1:" + port + "/chat?room=" + room);
    }

    void say(String text) throws Exception {
        socket.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String next() throws Exception {
        String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new TimeoutException("nothing came");
        }
        return next;
    }

    /** Reads on until a message holds the text. */
    void awaitText(String text) throws Exception {
        String next = next();
        while (!next.contains(text)) {
            next = next();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
