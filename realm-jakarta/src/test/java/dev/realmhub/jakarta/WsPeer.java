package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.jakarta.Knock.HttpAnswer;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The client's end of a WebSocket, byte by byte: it can stall, lie, fragment and break off. Reads only when asked to, and
 * answers pings and
 * close frames while it reads. One thread reads, one writes.
 */
final class WsPeer {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int NO_ERROR = 1000;

    /** No frame: the connection is over. */
    static final int END = -1;

    private final Socket socket;
    private final DataInputStream in;
    private final HttpAnswer answer;
    private boolean answersPings = true;
    private boolean closing;

    WsPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        this.answer = readAnswer();
    }

    /** One message or control frame, put together from its fragments. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
        }

        String closeText() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return opcode == CLOSE && payload.length >= 2
                    ? "close " + closeCode() + " " + closeText()
                    : "opcode " + opcode + " of " + payload.length + " bytes";
        }
    }

    HttpAnswer answer() {
        return answer;
    }

    WsPeer ignoringPings() {
        answersPings = false;
        return this;
    }

    WsPeer ignoringCloses() {
        closing = true;
        return this;
    }

    void sendText(String text) {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(int opcode, byte[] payload) {
        sendFragment(opcode, true, payload);
    }

    void sendClose(int code) {
        closing = true;
        send(CLOSE, closePayload(code));
    }

    private static byte[] closePayload(int code) {
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }

    void sendFragment(int opcode, boolean last, byte[] payload) {
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.wrap(new byte[payload.length + 14]).put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        sendBytes(Arrays.copyOf(frame.array(), frame.position()));
    }

    /** As {@link #send}, unless the server has closed the connection. */
    void sendIfTaken(int opcode, byte[] payload) {
        try {
            send(opcode, payload);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).hasCauseInstanceOf(SocketException.class);
        }
    }

    /** Ends this side of the connection; the other may still be read. */
    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends bytes as they are, frames or not. */
    void sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As {@link #sendBytes}, unless the server has closed the connection. */
    void sendBytesIfTaken(byte[] bytes) {
        try {
            sendBytes(bytes);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).hasCauseInstanceOf(SocketException.class);
        }
    }

    /** Waits for the next message or close frame; {@link #END} if the connection is over. */
    Frame next() {
        long began = System.nanoTime();
        try {
            Frame frame = readFrame();
            while (frame.opcode() == PING || frame.opcode() == PONG) {
                assertThat(System.nanoTime() - began).as("nothing but pings").isLessThan(Patience.LIMIT.toNanos());
                onControl(frame);
                frame = readFrame();
            }
            if (frame.opcode() == CLOSE && !closing) {
                answerClose();
            }
            return frame;
        } catch (EOFException | SocketException over) {
            return new Frame(END, new byte[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException("nothing came", failed);
        }
    }

    /** Waits for the next message, which must be text, and returns it. */
    String nextText() {
        Frame frame = next();
        assertThat(frame.opcode()).as("%s", frame).isEqualTo(TEXT);
        return frame.text();
    }

    /** Reads over messages to the close frame, or to the end if there is none. */
    Frame nextClose() {
        Frame frame = next();
        while (frame.opcode() != CLOSE && frame.opcode() != END) {
            frame = next();
        }
        return frame;
    }

    /** Reads whatever comes, until the connection is over. */
    void awaitEnd() {
        Frame frame = next();
        while (frame.opcode() != END) {
            frame = next();
        }
    }

    /** Waits for the next frame of any kind, pings included. */
    Frame nextFrame() {
        try {
            return readFrame();
        } catch (IOException over) {
            throw new UncheckedIOException(over);
        }
    }

    private void onControl(Frame frame) {
        if (frame.opcode() == PING) {
            if (answersPings) {
                sendIfTaken(PONG, frame.payload());
            }
        }
    }

    private void answerClose() {
        closing = true;
        sendIfTaken(CLOSE, closePayload(NO_ERROR));
    }

    private Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        assertThat(first & 0x70)
                .as("reserved bits: compression was not asked for")
                .isZero();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(readPayload());
        boolean last = (first & 0x80) != 0;
        while (!last) {
            last = (in.readUnsignedByte() & 0x80) != 0;
            payload.write(readPayload());
        }
        return new Frame(first & 0x0f, payload.toByteArray());
    }

    private byte[] readPayload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    private HttpAnswer readAnswer() throws IOException {
        int status = Integer.parseInt(readLine().split(" ", -1)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String[] pair = line.split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
        }
        byte[] body = new byte[status == 101 ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        in.readFully(body);
        return new HttpAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Breaks off without a word, as a machine that dies: the server gets a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
