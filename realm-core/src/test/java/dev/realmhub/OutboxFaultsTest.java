package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that fail, throw or hang, and the pings that find out. */
class OutboxFaultsTest {
    private final VirtualTime time = new VirtualTime();
    private final FakeSocket socket = new FakeSocket();
    private final List<Throwable> breaks = new ArrayList<>();
    private final Backlog backlog = new Backlog(HubConfig.defaults(), new Words(), new Budget(Long.MAX_VALUE));
    private final Outbox outbox = new Outbox(socket, backlog, HubConfig.defaults(), time.timers(), breaks::add);

    @Test
    void aSendThatFailsIsToldOnceAndNothingFollows() {
        socket.failing = new java.io.IOException("on purpose");
        add("a", "b");
        outbox.flush();
        add("c");
        outbox.flush();
        assertThat(socket.texts()).containsExactly("a");
        assertThat(breaks).hasSize(1);
        assertThat(outbox.isSendingSinceBefore(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTransportThatThrowsIsToldOnceAndTheCallerNotAtAll(boolean error) {
        socket.throwing = error ? new AssertionError("on purpose") : new IllegalStateException("on purpose");
        add("a", "b");
        outbox.flush();
        assertThat(breaks).hasSize(1);
        assertThat(outbox.isSendingSinceBefore(1)).isFalse();
        outbox.finish(null, () -> breaks.add(new IllegalStateException("finished")));
        assertThat(breaks).as("the writer is not stuck").hasSize(2);
    }

    @Test
    void lastWordsThatCannotBeSentEndTheOutboxAllTheSame() {
        List<String> done = new ArrayList<>();
        socket.throwing = new IllegalStateException("on purpose");
        outbox.finish(Payload.text("bye"), () -> done.add("done"));
        assertThat(done).containsExactly("done");
    }

    @Test
    void itTellsWhetherASendHangs() {
        socket.stalled = true;
        time.pass(Duration.ofNanos(5));
        assertThat(outbox.isSendingSinceBefore(100)).isFalse();
        add("a", "b");
        outbox.flush();
        time.pass(Duration.ofNanos(7));
        assertThat(outbox.isSendingSinceBefore(5)).isFalse();
        assertThat(outbox.isSendingSinceBefore(6)).isTrue();
        socket.completeOne();
        assertThat(outbox.isSendingSinceBefore(12)).isFalse();
        assertThat(outbox.isSendingSinceBefore(13)).isTrue();
        socket.completeOne();
        assertThat(outbox.isSendingSinceBefore(100)).isFalse();
    }

    @Test
    void aPingWaitsForTheSendInFlightButNotForWhatIsBehindIt() {
        socket.stalled = true;
        add("a", "b");
        outbox.flush();
        outbox.ping();
        assertThat(socket.pings).isZero();
        socket.completeOne();
        assertThat(socket.pings).isOne();
        assertThat(socket.texts()).containsExactly("a", "b");
    }

    @Test
    void anIdleOutboxPingsAtOnceAndOnce() {
        outbox.ping();
        outbox.flush();
        assertThat(socket.pings).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPingThatThrowsIsToldAndTheCallerNotAtAll(boolean error) {
        socket.pingThrowing = error ? new AssertionError("on purpose") : new IllegalStateException("on purpose");
        outbox.ping();
        assertThat(breaks).hasSize(1);
        assertThat(add("dropped")).isTrue();
        outbox.flush();
        assertThat(socket.texts()).isEmpty();
    }

    private boolean add(String... texts) {
        boolean all = true;
        for (String text : texts) {
            all &= outbox.add(Payload.text(text));
        }
        return all;
    }
}
