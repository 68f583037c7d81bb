package dev.realmhub.examples.liwords;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** A raw WebSocket client: reads only when asked to, answers pings while it reads unless told not to. For one thread. */
final class Browser implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final Queue<Message> split = new ArrayDeque<>();
    final int status;
    private boolean answersPings = true;

    /** One of liwords' messages, taken out of a WebSocket message that may hold several. */
    record Message(int type, String body) {
        @Override
        public String toString() {
            return type + " " + body;
        }
    }

    /** One WebSocket frame. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int opcode, byte[] payload) {
        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
        }
    }

    private Browser(int port, String target, String headers, String behind) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(32 * 1024); // so that one that stalls is soon full
        socket.connect(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String request = "GET " + target
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + headers + "\r\n";
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.write(request.getBytes(StandardCharsets.US_ASCII));
        first.write(behind.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(first.toByteArray());
        status = Integer.parseInt(readLine().split(" ", -1)[1]);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            // of no interest
        }
    }

    static Browser open(int port, String target) {
        return open(port, target, "");
    }

    /** As above, with bytes right behind the request, before it is answered. */
    static Browser open(int port, String target, String behind) {
        return open(port, target, "", behind);
    }

    /** Connects from a page of an origin. */
    static Browser openFrom(String origin, int port, String target) {
        return open(port, target, "Origin: " + origin + "\r\n", "");
    }

    private static Browser open(int port, String target, String headers, String behind) {
        try {
            return new Browser(port, target, headers, behind);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Browser ignoringPings() {
        answersPings = false;
        return this;
    }

    /** Sends one of liwords' messages. */
    void say(int type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        send(BINARY, true, framed(type, bytes));
    }

    private static byte[] framed(int type, byte[] body) {
        return ByteBuffer.allocate(3 + body.length)
                .putShort((short) (1 + body.length))
                .put((byte) type)
                .put(body)
                .array();
    }

    void send(int opcode, boolean last, byte[] payload) {
        try {
            socket.getOutputStream().write(masked(opcode, last, payload));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A client's frame with a mask of zeros: the payload as it is. */
    static byte[] masked(int opcode, boolean last, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** Waits for the next of liwords' messages, lag measurements apart. */
    Message next() {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        Message next = nextOfAnyType();
        while (next.type() == Frames.LAG_MEASUREMENT) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("nothing but lag measurements");
            }
            next = nextOfAnyType();
        }
        return next;
    }

    private Message nextOfAnyType() {
        while (split.isEmpty()) {
            ByteBuffer all = ByteBuffer.wrap(nextFrame().payload());
            while (all.remaining() >= 3) {
                byte[] body = new byte[Short.toUnsignedInt(all.getShort()) - 1];
                int type = Byte.toUnsignedInt(all.get());
                all.get(body);
                split.add(new Message(type, new String(body, StandardCharsets.ISO_8859_1)));
            }
        }
        return split.remove();
    }

    /** Waits for the next data or close frame. */
    Frame nextFrame() {
        Frame frame = nextFrameOrPing();
        while (frame.opcode() == PING) {
            frame = nextFrameOrPing();
        }
        return frame;
    }

    Frame nextFrameOrPing() {
        try {
            Frame frame = read();
            if (frame.opcode() == PING && answersPings) {
                send(PONG, true, frame.payload());
            }
            return frame;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads over all else to the code of the close frame; 1006 if the connection ends without. */
    int nextCloseCode() {
        try {
            Frame frame = read();
            while (frame.opcode() != CLOSE) {
                frame = read();
            }
            return frame.closeCode();
        } catch (EOFException | SocketException over) {
            return 1006;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(first & 0x0f, payload);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    void sendClose() {
        send(CLOSE, true, new byte[] {3, (byte) 0xe8});
    }

    /** Breaks off with a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
