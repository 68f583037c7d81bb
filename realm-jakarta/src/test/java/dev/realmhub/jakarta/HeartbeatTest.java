package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Publication;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is still there. The hub looks every few milliseconds at a clock that the tests turn. */
@EachWayIn
class HeartbeatTest {
    private final WayIn way;
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Thread> signsOfLife = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(code -> new Thread(code, "sweep"));

    HeartbeatTest(WayIn way) {
        this.way = way;
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private Site open() {
        return Site.plan(way)
                .config(config -> config.heartbeat(Duration.ofMillis(20))
                        .silenceLimit(Duration.ofMinutes(10))
                        .sendLimit(Duration.ofDays(1)))
                .hub(hub -> hub.time(scheduler, this::read, InstantSource.system()))
                .open();
    }

    /** The hub's sweep reads the clock, and whoever hears from a client. */
    private long read() {
        long now = nanos.get();
        if (!Thread.currentThread().getName().equals("sweep")) {
            signsOfLife.add(Thread.currentThread());
        }
        return now;
    }

    /** Twice this is not too long yet: the hub may be about to write down what it has just read. */
    private void passFourMinutes() {
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        signsOfLife.clear();
    }

    @Test
    void aQuietClientThatAnswersPingsStays() {
        try (Site site = open()) {
            WsPeer quiet = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            for (int i = 0; i < 5; i++) {
                passFourMinutes();
                WsPeer.Frame ping = quiet.nextFrame();
                assertThat(ping.opcode()).isEqualTo(WsPeer.PING);
                quiet.send(WsPeer.PONG, ping.payload());
                Patience.take(signsOfLife);
            }
            site.publish(Publication.of("still there?"));
            assertThat(quiet.nextText()).isEqualTo("still there?");
        }
    }

    @Test
    void aClientThatSpeaksWithoutPongsStaysToo() {
        try (Site site = open()) {
            JsonPeer talker = site.json("").settled();
            talker.socket().ignoringPings();
            for (int i = 0; i < 5; i++) {
                passFourMinutes();
                talker.say("{\"ping\":{\"sentMs\":1}}");
                assertThat(talker.next()).startsWith("{\"pong\":{\"sentMs\":1,\"ticket\":\"");
            }
        }
    }

    @Test
    void aClientThatIsSilentIsClosed() {
        try (Site site = open()) {
            WsPeer silent = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            passFourMinutes();
            assertThat(silent.nextFrame().opcode()).isEqualTo(WsPeer.PING);
            passFourMinutes();
            passFourMinutes();
            assertThat(site.chronicle().awaitClosed()).isEqualTo(CloseReason.GONE);
            assertThat(silent.nextClose().closeCode()).isEqualTo(1001);
            silent.awaitEnd();
        }
    }
}
