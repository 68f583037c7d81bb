package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** A WebSocket handshake, header by header, so that each can be left out or be wrong. */
final class Knock {
    static final String ORIGIN = "https://game.example";

    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final int port;
    private final String target;
    private final Consumer<WsPeer> peers;
    private final StringBuilder headers = new StringBuilder();
    private int receiveBuffer;
    private String to = "127.0.0.1";
    private String from = "127.0.0.1";
    private boolean originGiven;

    private Knock(int port, String target, Consumer<WsPeer> peers) {
        this.port = port;
        this.target = target;
        this.peers = peers;
    }

    /**
     * Begins one.
     *
     * @param peers hears of each connection made, to close it in the end
     */
    static Knock at(int port, String target, Consumer<WsPeer> peers) {
        return new Knock(port, target, peers)
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", KEY);
    }

    /** Begins a request that asks for no upgrade. */
    static Knock plainHttp(int port, String target, Consumer<WsPeer> peers) {
        return new Knock(port, target, peers);
    }

    Knock header(String name, String value) {
        headers.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    Knock origin(String origin) {
        originGiven = true;
        return header("Origin", origin);
    }

    Knock noOrigin() {
        originGiven = true;
        return this;
    }

    Knock offering(String subprotocols) {
        return header("Sec-WebSocket-Protocol", subprotocols);
    }

    /** Comes from another address of the loopback interface. */
    Knock from(String address) {
        from = address;
        return this;
    }

    /** Goes to another address than that of the loopback interface. */
    Knock to(String address) {
        to = address;
        return this;
    }

    /** Makes the peer's own buffers small, so that it stalls soon. */
    Knock receiveBuffer(int bytes) {
        receiveBuffer = bytes;
        return this;
    }

    /** Sends the handshake and returns the open WebSocket. */
    WsPeer enter() {
        WsPeer peer = send();
        assertThat(peer.answer().status())
                .as("status of %s: %s", target, peer.answer())
                .isEqualTo(101);
        return peer;
    }

    /** Sends the handshake and returns what the server said to it. */
    HttpAnswer answer() {
        return send().answer();
    }

    /** Sends the handshake and returns the connection, whatever the server said to it. */
    WsPeer send() {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(to, port));
            socket.setSoTimeout((int) Patience.LIMIT.toMillis());
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
            WsPeer peer = new WsPeer(socket);
            peers.accept(peer);
            return peer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String request() {
        String origin = originGiven ? "" : "Origin: " + ORIGIN + "\r\n";
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + origin + headers + "\r\n";
    }

    /** What a server says to a handshake; header names in lower case; the body only if its length was given. */
    record HttpAnswer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
