package dev.realmhub.examples.crossword;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** What stands before the hubs: takes connections on one port and passes each on to the first hub that is there. */
final class Front implements AutoCloseable {
    private final ServerSocket server;
    private final List<Integer> hubs;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Semaphore gate = new Semaphore(1);

    private Front(ServerSocket server, List<Integer> hubs) {
        this.server = server;
        this.hubs = List.copyOf(hubs);
    }

    /**
     * Starts one.
     *
     * @param hubs their ports, the preferred first
     */
    static Front start(int port, List<Integer> hubs) {
        try {
            Front front = new Front(new ServerSocket(port, 64, InetAddress.getLoopbackAddress()), hubs);
            daemon(front::accept);
            return front;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** New connections wait from now on. */
    void hold() {
        gate.acquireUninterruptibly();
    }

    /** They wait no more. */
    void letOn() {
        gate.release();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket page = server.accept();
                open.add(page);
                daemon(() -> passOn(page));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void passOn(Socket page) {
        gate.acquireUninterruptibly();
        Optional<Socket> hub =
                hubs.stream().map(Front::connected).flatMap(Optional::stream).findFirst();
        gate.release();
        hub.ifPresentOrElse(
                there -> {
                    open.add(there);
                    daemon(() -> pump(there, page));
                    pump(page, there);
                },
                () -> closeQuietly(page));
    }

    private static Optional<Socket> connected(int port) {
        try {
            return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException dead) {
            return Optional.empty();
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // then both are closed
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "front");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception broken) {
            // closed all the same
        }
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(Front::closeQuietly);
    }
}
