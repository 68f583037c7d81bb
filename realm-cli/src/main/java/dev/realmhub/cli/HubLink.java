package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a hub, with what it says in order. It pings once a heartbeat, and takes a silence of two and a half for a lost
 * connection, as {@code docs/protocol-notes.md} wants it.
 *
 * <p>For one thread, but for {@link #later}, which any may call, and what {@link AtExit} does.
 */
final class HubLink implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final long SHORTEST_BEAT_MILLIS = 1_000;

    private final HubSocket socket = new HubSocket();
    private final Deque<ObjectNode> said = new ArrayDeque<>();
    private final AtExit atExit = new AtExit(() -> socket.hangUp(LAST_WORDS));
    private final Duration timeout;
    private long heartbeat = Duration.ofSeconds(10).toNanos();
    private long heardAt = System.nanoTime();
    private long pingedAt = heardAt;
    private long lastId;

    private HubLink(Duration timeout) {
        this.timeout = timeout;
    }

    /** Opens one, and waits for the hub's welcome, which is then the first that is {@linkplain #next heard}. */
    static HubLink open(WebSocket.Builder builder, URI address, Duration timeout) {
        HubLink link = new HubLink(timeout);
        try {
            link.connect(builder, address);
            return link;
        } catch (RuntimeException failed) {
            link.close();
            throw failed;
        }
    }

    private void connect(WebSocket.Builder builder, URI address) {
        try {
            socket.opened(builder.buildAsync(address, socket).get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            throw Refusals.of(address, failed.getCause());
        } catch (TimeoutException late) {
            throw Refusals.of(address, late);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
        ObjectNode welcome = awaitWelcome(System.nanoTime() + timeout.toNanos());
        long beat = welcome.path("welcome").path("heartbeatMs").asLong();
        heartbeat = TimeUnit.MILLISECONDS.toNanos(Math.max(SHORTEST_BEAT_MILLIS, beat));
        said.addFirst(welcome);
        ping();
    }

    /** Whoever is not welcome is told why first, and then again when the hub hangs up. */
    private ObjectNode awaitWelcome(long time) {
        while (true) {
            ObjectNode first = until(time, "no welcome");
            if (Messages.name(first).equals("welcome")) {
                return first;
            }
        }
    }

    /** Returns what the hub says next, by a time of {@link System#nanoTime()} that is one timeout after something was asked. */
    ObjectNode until(long time, String what) {
        return next(time).orElseThrow(() -> new Failed(Exit.LATE, what + " came in " + seconds(timeout)));
    }

    /**
     * Returns what the hub says next; empty when the time has come, or something was done for {@link #later}.
     *
     * @param until of {@link System#nanoTime()}
     * @throws Failed when the connection has ended
     */
    Optional<ObjectNode> next(long until) {
        while (said.isEmpty()) {
            long now = System.nanoTime();
            if (until - now <= 0) {
                return Optional.empty();
            }
            if (now - pingedAt > heartbeat) {
                ping();
            }
            if (take(Math.min(until - now, heartbeat / 2))) {
                return Optional.empty();
            }
        }
        return Optional.of(said.remove());
    }

    /** Returns whether something was done. */
    private boolean take(long nanos) {
        try {
            HubSocket.Heard heard = socket.next(nanos);
            if (heard instanceof HubSocket.Frame frame) {
                heardAt = System.nanoTime();
                frame.text().lines().filter(line -> !line.isBlank()).forEach(line -> said.add(read(line)));
            } else if (heard instanceof HubSocket.Task task) {
                task.todo().run();
                return true;
            } else if (heard instanceof HubSocket.Ended ended) {
                throw new Failed(Exit.NO_CONNECTION, ended.why());
            } else if (System.nanoTime() - heardAt > heartbeat * 5 / 2) {
                throw new Failed(Exit.NO_CONNECTION, "the hub has fallen silent");
            }
            return false;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static ObjectNode read(String line) {
        try {
            return Messages.read(line);
        } catch (IllegalArgumentException unreadable) {
            throw new Failed(
                    Exit.NO_CONNECTION, "the other side does not speak realmhub.v1.json: " + unreadable.getMessage());
        }
    }

    /** All that the hub said before it heard this comes before its {@code pong}. */
    private void ping() {
        pingedAt = System.nanoTime();
        send(Messages.message("ping", Messages.object().put("sentMs", TimeUnit.NANOSECONDS.toMillis(pingedAt))));
    }

    /** Says something to the hub. */
    void send(JsonNode message) {
        try {
            socket.send(message.toString(), timeout);
        } catch (ExecutionException | TimeoutException broken) {
            throw lost(broken);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Returns why nothing can be said any more: in the hub's words, if it had any. */
    private Failed lost(Exception broken) {
        try {
            long until = System.nanoTime() + LAST_WORDS.toNanos();
            while (next(until).isPresent()) {
                // what came before the end
            }
        } catch (Failed ended) {
            return ended;
        }
        return new Failed(Exit.NO_CONNECTION, "the connection is lost", broken);
    }

    /** Says a command, and returns the id that its outcome will have. */
    long command(String type, @Nullable String realm, String payload) {
        ObjectNode body = Messages.object().put("id", ++lastId).put("type", type);
        if (realm != null) {
            body.put("realm", realm);
        }
        send(Messages.message("command", body.set("payload", Messages.payload(payload))));
        return lastId;
    }

    /** Asks for another path, and returns the id that the answer will have. */
    long navigate(String path) {
        ObjectNode body = Messages.object().put("id", ++lastId).put("path", path);
        send(Messages.message("navigate", body));
        return lastId;
    }

    /** Has something done by the thread that listens, soon. */
    void later(Runnable todo) {
        socket.later(todo);
    }

    /** Says goodbye, and waits for the hub's for a second. */
    @Override
    public void close() {
        atExit.close();
    }

    private static Failed interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Failed(Exit.NO_CONNECTION, "interrupted", interrupted);
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
