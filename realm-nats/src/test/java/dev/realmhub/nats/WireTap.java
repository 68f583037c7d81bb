package dev.realmhub.nats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback link to a nats-server that keeps each byte that clients send there. Thread-safe. */
final class WireTap implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();

    /** What one connection sent. */
    private record Recording(Socket near, Socket far, ByteArrayOutputStream sent) {}

    WireTap(String url) {
        target = URI.create(url).getPort();
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        begin(this::accept);
    }

    String url() {
        return "nats://127.0.0.1:" + door.getLocalPort();
    }

    /** Returns what was sent so far, as the server's parser takes it; fails if it is anything else. */
    List<NatsFrame> frames() {
        return recordings.stream()
                .flatMap(recording -> NatsFrame.parse(recording.sent().toByteArray()).stream())
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                Recording recording = new Recording(near, far, new ByteArrayOutputStream());
                recordings.add(recording);
                begin(() -> pump(near, far, recording.sent()));
                begin(() -> pump(far, near, OutputStream.nullOutputStream()));
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    private static void pump(Socket from, Socket to, OutputStream copy) {
        byte[] buffer = new byte[65_536];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copy.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // so is the other half
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Recording recording : recordings) {
            recording.near().close();
            recording.far().close();
        }
    }
}
