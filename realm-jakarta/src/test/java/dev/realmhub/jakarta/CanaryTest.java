package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.HubListener;
import dev.realmhub.RealmException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A marked secret in each place where a client may have one, in connections that go well and in those that do not: it comes
 * up in no log line, no exception, no word to a listener, and no thread's name.
 */
@EachWayIn
class CanaryTest {
    private static final String MARK = "CanarySesame42";

    private final WayIn way;
    private final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();

    CanaryTest(WayIn way) {
        this.way = way;
    }

    private final class Ears implements HubListener {
        private final LogTrap trap;

        Ears(LogTrap trap) {
            this.trap = trap;
        }

        @Override
        public void connected(Client client) {
            trap.add(client.toString());
        }

        @Override
        public void failed(RealmException failure) {
            StringWriter all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all));
            trap.add(all.toString());
        }

        @Override
        public void closed(Client client, CloseReason reason) {
            trap.add(reason.toString());
            closed.add(reason);
        }
    }

    @Test
    void aTokenComesUpNowhere() {
        try (LogTrap trap = new LogTrap();
                Site site =
                        Site.plan(way).hub(hub -> hub.listener(new Ears(trap))).open()) {
            JsonPeer alice =
                    new JsonPeer(knock(site, "?user=alice&path=%2Fgame%2Fa").enter()).settled();
            alice.say("{\"login\":{\"id\":1,\"token\":\"" + MARK + "\"}}");
            alice.say("{\"command\":{\"id\":2,\"type\":\"echo\",\"payload\":{\"text\":\"" + MARK + "\"}}}");
            awaitWord(alice, MARK);
            alice.say("{\"command\":{\"id\":3,\"type\":\"nobody\",\"payload\":{\"text\":\"" + MARK + "\"}}}");
            awaitWord(alice, "unavailable");
            alice.socket().close();
            Patience.take(closed);

            malformed().forEach(frame -> {
                JsonPeer peer =
                        new JsonPeer(knock(site, "?user=bob&path=%2Fgame%2Fa").enter()).settled();
                peer.say(frame);
                peer.socket().awaitEnd();
                assertThat(Patience.take(closed).code()).as(frame).isEqualTo(CloseReason.BAD_FRAME.code());
            });
            WsPeer binary = site.knock("?user=bob&path=%2Fgame%2Fa")
                    .offering("realmhub.v1")
                    .enter();
            binary.send(WsPeer.BINARY, MARK.getBytes(StandardCharsets.UTF_8));
            binary.awaitEnd();
            Patience.take(closed);
            knock(site, "?user=stranger").send().answer();
            knock(site, "?user=alice")
                    .origin("https://" + MARK + ".example")
                    .send()
                    .answer();

            assertThat(trap.lines())
                    .as("what was heard, or this would prove nothing")
                    .hasSizeGreaterThan(5);
            assertThat(found(trap)).isEmpty();
        }
    }

    private static void awaitWord(JsonPeer peer, String part) {
        String line = peer.next();
        while (!line.contains(part)) {
            line = peer.next();
        }
    }

    private static Knock knock(Site site, String target) {
        return site.knock(target + "&ticket=" + MARK)
                .header("Cookie", "session=" + MARK)
                .header("Authorization", "Bearer " + MARK)
                .offering("realmhub.v1.json");
    }

    private static Stream<String> malformed() {
        return Stream.of(
                MARK,
                "{\"login\":" + MARK + "}",
                "{\"login\":{\"token\":\"" + MARK + "\u0001\"}}",
                "{\"login\":{\"token\":[\"" + MARK + "\"]}}",
                "{\"login\":{\"token\":\"" + MARK,
                "{\"" + MARK + "\":tru" + MARK + "}",
                "{\"ping\":{\"sentMs\":\"" + MARK + "\"}}",
                "{\"command\":{\"payload\":{\"binary\":\"" + MARK + "!\"}}}",
                "{\"command\":{\"payload\":{\"text\":\"\\" + MARK + "\"}}}");
    }

    @Test
    void aMarkInAMessageAnExceptionACauseOrAThreadsNameWouldBeFound() throws Exception {
        try (LogTrap trap = new LogTrap()) {
            LoggerFactory.getLogger(HubEndpoint.class).trace("token {}", MARK);
            assertThat(found(trap)).hasSize(1);
            RuntimeException caused = new IllegalStateException("odd", new IllegalArgumentException(MARK));
            LoggerFactory.getLogger(HubEndpoint.class).debug("odd", caused);
            assertThat(found(trap)).hasSize(2);
            CountDownLatch seen = new CountDownLatch(1);
            Thread named = new Thread(() -> Patience.until("it was seen", () -> seen.getCount() == 0), MARK);
            named.start();
            assertThat(found(trap)).hasSize(3);
            seen.countDown();
            named.join();
        }
    }

    private static List<String> found(LogTrap trap) {
        Stream<String> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
        return Stream.concat(trap.lines().stream(), threads)
                .filter(line -> line.contains(MARK))
                .toList();
    }
}
