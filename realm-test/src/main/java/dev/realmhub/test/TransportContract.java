package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a hub expects of every {@link Transport}. Implement {@link #open()} in a test class, over a real socket: what a
 * container does when it sends and closes is the point.
 */
public interface TransportContract {
    /** Returns a new connection; the implementer ends it after the test. */
    Pair open();

    /** Both ends of one connection. */
    interface Pair {
        /** Returns the hub's end, as the adapter makes it. */
        Transport transport();

        /** Waits for the next message at the peer, and returns it as it came: text as text, binary as binary. */
        Payload receive();

        /** Waits for the close frame at the peer, and returns its code and text. */
        CloseReason receiveClose();

        /** Makes the peer read nothing more, without closing. */
        void stopReading();

        /** Waits until the adapter's side has let go of the socket. */
        void awaitReleased();
    }

    @Test
    default void messagesArriveAsTheyAreAndInOrder() {
        Pair pair = open();
        assertThat(Stream.concat(Odd.payloads(), IntStream.range(0, 500).mapToObj(i -> Payload.text("message " + i))))
                .allSatisfy(sent -> {
                    assertThat(send(pair.transport(), sent)).isZero();
                    assertThat(pair.receive()).isEqualTo(sent);
                });
    }

    @Test
    default void eachSendCompletesExactlyOnce() {
        Pair pair = open();
        AtomicInteger completions = new AtomicInteger();
        for (int i = 1; i <= 200; i++) {
            CountDownLatch done = new CountDownLatch(1);
            pair.transport().send(Payload.text("message"), failure -> {
                completions.incrementAndGet();
                done.countDown();
            });
            Patience.await(done);
            pair.receive();
            assertThat(completions).hasValue(i);
        }
    }

    /** The hub sends the next message when the one before is done. */
    @Test
    default void theNextSendMayBeginInTheCompletionOfTheOneBefore() {
        Pair pair = open();
        sendFrom(pair.transport(), 0, 200);
        for (int i = 0; i < 200; i++) {
            assertThat(pair.receive()).isEqualTo(Payload.text("message " + i));
        }
    }

    @Test
    default void aPingBetweenTwoMessagesDisturbsNeither() {
        Pair pair = open();
        for (int i = 0; i < 20; i++) {
            pair.transport().ping();
            assertThat(send(pair.transport(), Payload.text("after ping " + i))).isZero();
            assertThat(pair.receive()).isEqualTo(Payload.text("after ping " + i));
        }
    }

    @Test
    default void codeAndTextOfTheCloseArriveAndTheSocketIsReleased() {
        Pair pair = open();
        pair.transport().close(CloseReason.FORBIDDEN.withText("not f\u00fcr you"));
        CloseReason there = pair.receiveClose();
        assertThat(there.code()).isEqualTo(CloseReason.FORBIDDEN.code());
        assertThat(there.text()).isEqualTo("not f\u00fcr you");
        pair.awaitReleased();
    }

    @Test
    default void aCloseTextOfFullLengthArrives() {
        Pair pair = open();
        CloseReason longest = CloseReason.UNAVAILABLE.withText("\u00e9".repeat(200));
        pair.transport().close(longest);
        assertThat(pair.receiveClose().text()).isEqualTo(longest.text()).hasSize(61);
    }

    @Test
    default void closingAStalledPeerReturnsAndReleasesTheSocket() {
        Pair pair = open();
        pair.stopReading();
        stuff(pair.transport());
        pair.transport().close(CloseReason.TOO_SLOW);
        pair.awaitReleased();
    }

    /** Completions on the caller's stack must not pile up on it. */
    @Test
    default void aHubSendsFiftyThousandMessagesInARow() {
        Pair pair = open();
        try (Playing on = new Playing(pair.transport())) {
            for (int i = 0; i < 50_000; i++) {
                on.say(0, Payload.text("message " + i));
            }
            for (int i = 0; i < 50_000; i++) {
                assertThat(pair.receive()).isEqualTo(Payload.text("message " + i));
            }
        }
    }

    /** One send at a time, whoever speaks: the next must not begin before the one before is done. */
    @Test
    default void whatAHubIsToldByManyAtOnceArrivesWholeAndInEachOnesOrder() {
        Pair pair = open();
        try (Playing on = new Playing(pair.transport())) {
            Thread[] speakers = IntStream.range(0, Playing.REALMS)
                    .mapToObj(realm -> new Thread(() -> speak(on, realm)))
                    .toArray(Thread[]::new);
            Stream.of(speakers).forEach(Thread::start);
            int[] heard = new int[Playing.REALMS];
            for (int i = 0; i < Playing.REALMS * 500; i++) {
                Payload message = pair.receive();
                int realm = Integer.parseInt(message.text().split(" ", -1)[0]);
                assertThat(message).isEqualTo(line(realm, heard[realm]++));
            }
        }
    }

    private static void speak(Playing on, int realm) {
        for (int i = 0; i < 500; i++) {
            on.say(realm, line(realm, i));
        }
    }

    /** Text and bytes by turns: some sockets mix them up. */
    private static Payload line(int realm, int i) {
        String line = realm + " " + i;
        return i % 2 == 0 ? Payload.text(line) : Payload.wrap(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Some sockets lose a completion then, some complete it late: a hub is done with the client at once. */
    @Test
    default void aHubThatClosesAmidSendsIsDoneWithTheClientAndTheSocketIsReleased() {
        for (int round = 0; round < 20; round++) {
            Pair pair = open();
            try (Playing on = new Playing(pair.transport())) {
                Thread speaker = new Thread(() -> speak(on, 0));
                speaker.start();
                pair.receive();
                on.kick();
                assertThat(on.isOver()).isTrue();
                pair.awaitReleased();
            }
        }
    }

    /** Sends, waits for the completion, and returns how often it failed. */
    private static int send(Transport transport, Payload frame) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger failures = new AtomicInteger();
        transport.send(frame, failure -> {
            failures.addAndGet(failure == null ? 0 : 1);
            done.countDown();
        });
        Patience.await(done);
        return failures.get();
    }

    private static void sendFrom(Transport transport, int i, int end) {
        if (i < end) {
            transport.send(Payload.text("message " + i), failure -> sendFrom(transport, i + 1, end));
        }
    }

    /** One message larger than any socket's buffers: it cannot complete while the peer does not read. */
    private static void stuff(Transport transport) {
        transport.send(Payload.binary(new byte[32 << 20]), failure -> {});
    }
}
