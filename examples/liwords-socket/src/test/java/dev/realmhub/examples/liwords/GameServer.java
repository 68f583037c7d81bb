package dev.realmhub.examples.liwords;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** liwords' game server as far as sockets know it: hears {@code ipc.pb.>}, answers realm requests, publishes. */
final class GameServer implements AutoCloseable {
    private final Connection connection;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /** Makes one that answers no realm request. */
    GameServer(String url) {
        try {
            connection = Nats.connect(url);
            connection.createDispatcher(this::hear).subscribe("ipc.pb.>");
            connection.flush(Duration.ofSeconds(5));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Makes one that gives the realms that a path names: {@code /a,b}. */
    static GameServer answering(String url) {
        return answering(url, path -> List.of(path.substring(1).split(",", -1)));
    }

    static GameServer answering(String url, Function<String, List<String>> realms) {
        GameServer server = new GameServer(url);
        server.connection
                .createDispatcher(request -> server.answer(request, realms))
                .subscribe("ipc.request.registerRealm");
        server.flush();
        return server;
    }

    /** Takes requests and never answers. */
    GameServer mute() {
        connection.createDispatcher(request -> asked.add("asked")).subscribe("ipc.request.registerRealm");
        flush();
        return this;
    }

    private void answer(Message request, Function<String, List<String>> realms) {
        String path = fields(request.getData()).get(0).substring(2);
        asked.add(String.join(" ", fields(request.getData())));
        connection.publish(request.getReplyTo(), response(realms.apply(path)));
    }

    private static byte[] response(List<String> realms) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            for (String realm : realms) {
                out.writeString(2, realm);
            }
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Writes a protobuf message of strings and numbers as {@code number=value}, field by field. */
    static List<String> fields(byte[] message) {
        List<String> fields = new ArrayList<>();
        try {
            CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                boolean isNumber = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT;
                fields.add(WireFormat.getTagFieldNumber(tag) + "="
                        + (isNumber ? String.valueOf(in.readInt64()) : in.readString()));
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return fields;
    }

    private void hear(Message message) {
        boolean isProtobuf = message.getSubject().contains("initRealmInfo");
        String body = isProtobuf
                ? String.join(" ", fields(message.getData()))
                : new String(message.getData(), StandardCharsets.ISO_8859_1);
        heard.add((message.getSubject().substring("ipc.pb.".length()) + " " + body).strip());
    }

    /** Waits for the next that a socket server says: the subject behind {@code ipc.pb.}, and the payload. */
    String next() {
        return next(heard, Duration.ofSeconds(25));
    }

    /** Returns the next realm request, {@code 1=path 2=user}. */
    String nextRequest() {
        return next(asked, Duration.ofSeconds(10));
    }

    private static String next(BlockingQueue<String> from, Duration patience) {
        try {
            String next = from.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return next == null ? "nothing" : next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Returns all that has been said so far and was not asked for yet. */
    List<String> rest() {
        flush();
        asked.clear();
        List<String> rest = new ArrayList<>();
        heard.drainTo(rest);
        return rest;
    }

    /** Publishes one framed message. */
    void publish(String subject, int type, String body) {
        publishBytes(
                subject,
                Frames.frame(type, body.getBytes(StandardCharsets.ISO_8859_1)).array());
    }

    void publishBytes(String subject, byte[] bytes) {
        connection.publish(subject, bytes);
    }

    void flush() {
        try {
            connection.flush(Duration.ofSeconds(5));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
