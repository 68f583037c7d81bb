package dev.realmhub.cli;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's WebSocket as a queue. The next frame is asked for when one is taken: who prints slowly reads slowly, and is then
 * the hub's to judge.
 */
final class HubSocket implements WebSocket.Listener {
    private static final int NORMAL = 1000;

    /** Without a word. */
    private static final int BROKEN = 1006;

    /** What came. */
    sealed interface Heard {}

    record Frame(String text) implements Heard {}

    /** What is to be done by whoever listens. */
    record Task(Runnable todo) implements Heard {}

    record Ended(String why) implements Heard {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StringBuilder part = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean leaving;

    void opened(WebSocket open) {
        socket = open;
        if (open.getSubprotocol().isEmpty()) {
            throw new Failed(
                    Exit.NO_CONNECTION, "there is a WebSocket, but it does not speak realmhub.v1.json: is it a hub's?");
        }
    }

    /** Returns what comes next; null if nothing does. */
    @Nullable
    Heard next(long nanos) throws InterruptedException {
        Heard next = heard.poll(nanos, TimeUnit.NANOSECONDS);
        WebSocket open = socket;
        if (next instanceof Frame && open != null) {
            open.request(1);
        }
        return next;
    }

    void later(Runnable todo) {
        heard.add(new Task(todo));
    }

    void send(String text, Duration limit) throws ExecutionException, InterruptedException, TimeoutException {
        WebSocket open = socket;
        if (open != null) {
            open.sendText(text, true).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Says goodbye and waits for the answer, or hangs up without. */
    void hangUp(Duration limit) {
        leaving = true;
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        try {
            open.sendClose(NORMAL, "").exceptionally(broken -> open);
            open.request(Long.MAX_VALUE);
            if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                open.abort();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(new Frame(part.toString()));
            part.setLength(0);
        } else {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        ended(
                code == BROKEN
                        ? "the connection is lost"
                        : "the hub closed the connection: " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        ended("the connection is lost: " + error.getMessage());
    }

    private void ended(String why) {
        ended.countDown();
        if (!leaving) {
            heard.add(new Ended(why));
        }
    }
}
