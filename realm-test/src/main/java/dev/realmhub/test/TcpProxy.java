package dev.realmhub.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A loopback link to a server that can go dark: connections stay open, and nothing passes.
 *
 * <p>Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private volatile boolean dark;
    private volatile boolean closed;

    private TcpProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        begin(this::accept);
    }

    /** Returns a link to a port; nobody needs to listen there yet. */
    public static TcpProxy to(int port) {
        return new TcpProxy(port);
    }

    /** Returns its own port. */
    public int port() {
        return door.getLocalPort();
    }

    /** Returns its address, {@code nats://127.0.0.1:PORT}. */
    public String url() {
        return "nats://127.0.0.1:" + port();
    }

    /** Lets nothing pass any more. */
    public void darken() {
        dark = true;
    }

    /** Breaks the connections there are, with all that they swallowed, and lets new ones pass. */
    public void light() {
        synchronized (change) {
            open.forEach(TcpProxy::hangUp);
            dark = false;
            change.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException gone) {
            // as it should be
        }
        light();
    }

    private void accept() {
        while (!closed) {
            try {
                connect(door.accept());
            } catch (IOException closing) {
                // or nobody listens there: the other side sees a broken connection
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far;
        try {
            far = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException nobody) {
            hangUp(near);
            throw nobody;
        }
        open.add(near);
        open.add(far);
        begin(() -> pump(near, far));
        begin(() -> pump(far, near));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[65_536];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                awaitLight();
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // so is the other half
        } finally {
            hangUp(from);
            hangUp(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitLight() {
        synchronized (change) {
            try {
                while (dark && !closed) {
                    change.wait();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // as it should be
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
