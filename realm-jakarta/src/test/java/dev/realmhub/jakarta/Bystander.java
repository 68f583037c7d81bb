package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Publication;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A well-behaved client in the realm of those that are not. It reads, and answers pings, on a thread of its own. */
final class Bystander {
    private final Site site;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private int said;

    Bystander(Site site) {
        this.site = site;
        WsPeer peer = site.raw("?path=/game/a");
        site.chronicle().awaitJoined();
        Thread reader = new Thread(() -> read(peer), "bystander");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(WsPeer peer) {
        for (WsPeer.Frame next = peer.next(); next.opcode() != WsPeer.END; next = peer.next()) {
            heard.add(next.text());
        }
    }

    /** Sees that it gets the next messages, in order, and nothing else. */
    void isNotDisturbed() {
        for (int i = 0; i < 3; i++) {
            String message = "message " + said++;
            site.publish(Publication.of(message));
            assertThat(Patience.take(heard)).isEqualTo(message);
        }
    }
}
