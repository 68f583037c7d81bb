package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FakeTransportTest implements TransportContract {
    private final FakeTransport transport = new FakeTransport();
    private final List<@Nullable Throwable> done = new ArrayList<>();

    @Override
    public Pair open() {
        FakeTransport socket = new FakeTransport();
        BlockingQueue<Payload> arrived = new LinkedBlockingQueue<>();
        return new Pair() {
            @Override
            public Transport transport() {
                return new Listening(socket, arrived::add);
            }

            @Override
            public Payload receive() {
                return Patience.take(arrived);
            }

            @Override
            public CloseReason receiveClose() {
                return socket.awaitClose();
            }

            @Override
            public void stopReading() {
                socket.stall();
            }

            @Override
            public void awaitReleased() {
                socket.awaitClose();
            }
        };
    }

    @Test
    void aStalledOneHoldsItsCompletionsUntilItMayGoOn() {
        transport.stall();
        transport.send(Payload.text("a"), done::add);
        assertThat(done).isEmpty();
        assertThat(transport.completeOne()).isTrue();
        assertThat(done).hasSize(1);
        transport.send(Payload.text("b"), done::add);
        transport.resume();
        transport.send(Payload.text("c"), done::add);
        assertThat(done).containsExactly(null, null, null);
        assertThat(transport.completeOne()).isFalse();
    }

    @Test
    void aFailingOneTellsItsCompletion() {
        IllegalStateException how = new IllegalStateException("on purpose");
        transport.fail(how).send(Payload.text("a"), done::add);
        assertThat(done).containsExactly(how);
    }

    @Test
    void aThrowingOneThrowsAndCompletesNothing() {
        transport.throwing(new IllegalStateException("on purpose"));
        assertThatThrownBy(() -> transport.send(Payload.text("a"), done::add)).hasMessage("on purpose");
        assertThatThrownBy(transport::ping).hasMessage("on purpose");
        assertThat(done).isEmpty();
    }

    @Test
    void itCountsSendsThatBeganTooEarly() {
        transport.stall();
        transport.send(Payload.text("a"), done::add);
        transport.send(Payload.text("b"), done::add);
        assertThat(transport.overlaps()).isOne();
        assertThat(transport.frames()).containsExactly(Payload.text("a"), Payload.text("b"));
    }

    @Test
    void itRemembersPingsAndTheFirstReasonItWasClosedFor() {
        transport.ping();
        assertThat(transport.closeReason()).isEmpty();
        transport.close(CloseReason.FORBIDDEN);
        transport.close(CloseReason.GONE);
        assertThat(transport.pings()).isOne();
        assertThat(transport.awaitClose()).isEqualTo(CloseReason.FORBIDDEN);
    }
}
