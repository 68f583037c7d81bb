package dev.realmhub.jakarta;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Good clients that come and go, 120 a second from two addresses, in a process of their own: each comes, says ten things and hears
 * them back, and leaves when twenty others have come. What they cost the others is what a siege is held against.
 */
final class Visitors {
    private static final int THREADS = 4;
    private static final long EVERY = 1_000_000_000L * THREADS / 120;

    private final int port;
    private final String address;
    private final Deque<WsPeer> here = new ArrayDeque<>();

    private Visitors(int port, String address) {
        this.port = port;
        this.address = address;
    }

    public static void main(String[] arguments) {
        for (int i = 0; i < THREADS; i++) {
            new Thread(new Visitors(Integer.parseInt(arguments[0]), "127.0.0." + (2 + i % 2))::visit, "visitors")
                    .start();
        }
        System.out.println("begun");
    }

    private void visit() {
        for (long due = System.nanoTime() + EVERY; ; due += EVERY) {
            come();
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void come() {
        WsPeer peer = Knock.at(port, "/ws?path=/game/b", own -> {})
                .from(address)
                .offering("realmhub.v1.json")
                .enter();
        JsonPeer visitor = new JsonPeer(peer).settled();
        for (int i = 1; i <= 10; i++) {
            visitor.say("{\"command\":{\"id\":" + i + ",\"type\":\"echo\",\"payload\":{\"text\":\"hi\"}}}");
            visitor.expect("{\"outcome\":{\"id\":" + i + ",\"status\":\"ok\",\"payload\":{\"text\":\"hi\"}}}");
        }
        here.add(peer);
        if (here.size() > 20) {
            here.getFirst().sendClose(1000);
            here.remove().close();
        }
    }
}
