package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Membership LOBBY = Membership.of(Realm.of("lobby"));

    private final VirtualTime time = new VirtualTime();
    private final FakeSocket socket = new FakeSocket();
    private final List<Throwable> breaks = new ArrayList<>();
    private Outbox outbox = outbox(HubConfig.builder());

    private Outbox outbox(HubConfig.Builder settings) {
        HubConfig config = settings.build();
        Backlog backlog = new Backlog(config, new Words(), new Budget(Long.MAX_VALUE));
        return new Outbox(socket, backlog, config, time.timers(), breaks::add);
    }

    @Test
    void whatIsAddedIsSentInOrder() {
        add("a", "b", "c");
        assertThat(socket.texts()).isEmpty();
        outbox.flush();
        add("d");
        outbox.flush();
        assertThat(socket.texts()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void oneSendIsInFlightAtATime() {
        socket.stalled = true;
        add("a", "b", "c");
        outbox.flush();
        outbox.flush();
        assertThat(socket.texts()).containsExactly("a");
        socket.completeOne();
        assertThat(socket.texts()).containsExactly("a", "b");
        socket.resume();
        assertThat(socket.texts()).containsExactly("a", "b", "c");
        assertThat(socket.overlaps).hasValue(0);
    }

    @Test
    void fiftyThousandCompletionsOnTheCallersStackDoNotOverflowIt() {
        outbox = outbox(HubConfig.builder().outboxMessages(50_000));
        socket.stalled = true;
        add("first");
        outbox.flush();
        IntStream.range(1, 50_000).forEach(i -> add("x"));
        socket.resume();
        assertThat(socket.texts()).hasSize(50_000);
        assertThat(breaks).isEmpty();
    }

    @Test
    void completionsOnOtherThreadsKeepEachSendersOrderAndNeverOverlap() throws InterruptedException {
        outbox = outbox(HubConfig.builder().outboxMessages(40_000));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        socket.completions = pool;
        CountDownLatch added = new CountDownLatch(4);
        CountDownLatch sent = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + " ";
            pool.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    addOrDeliver(name + i, i % 2 == 0);
                }
                added.countDown();
            });
        }
        assertThat(added.await(30, TimeUnit.SECONDS)).isTrue();
        outbox.finish(Payload.text("the end"), sent::countDown);
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();

        assertThat(socket.overlaps).hasValue(0);
        assertThat(socket.texts()).hasSize(40_001).endsWith("the end");
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + " ";
            assertThat(socket.texts().stream().filter(text -> text.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10_000).mapToObj(i -> name + i).toList());
        }
    }

    private void addOrDeliver(String text, boolean deliver) {
        if (deliver) {
            outbox.deliver(List.of(frame(text)), null);
        } else {
            add(text);
            outbox.flush();
        }
    }

    @Test
    void whatIsDeliveredNeverOvertakesWhatWaits() {
        socket.stalled = true;
        outbox.deliver(List.of(frame("a")), null);
        add("b");
        outbox.deliver(List.of(frame("c")), null);
        socket.resume();
        outbox.deliver(List.of(frame("d")), null);
        assertThat(socket.texts()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatIsDeliveredComesBehindWhatWasQueuedAndNotYetFlushed() {
        add("joined");
        outbox.deliver(List.of(frame("event")), null);
        assertThat(socket.texts()).containsExactly("joined", "event");
    }

    @Test
    void nothingIsDeliveredToAClosedOutboxNorOfAMembershipThatIsOver() {
        Member member = new Member(Guest.of(new Site().hub(), "alice", "/").client, LOBBY, false);
        outbox.end(member, null);
        assertThat(outbox.deliver(List.of(frame("over")), member)).isTrue();
        outbox.abandon();
        assertThat(outbox.deliver(List.of(frame("closed")), null)).isTrue();
        assertThat(socket.texts()).isEmpty();
    }

    @Test
    void itHoldsSoManyMessagesAndNotOneMore() {
        outbox = outbox(HubConfig.builder().outboxMessages(3));
        assertThat(add("a", "b", "c")).isTrue();
        assertThat(add("d")).isFalse();
    }

    @Test
    void itHoldsSoManyBytesAndNotOneMore() {
        outbox = outbox(HubConfig.builder().outboxBytes(10));
        assertThat(add("12345", "67890")).isTrue();
        assertThat(add("x")).isFalse();
    }

    @Test
    void whatWasSentMakesRoom() {
        outbox = outbox(HubConfig.builder().outboxMessages(2).outboxBytes(10));
        for (int i = 0; i < 10; i++) {
            assertThat(add("12345", "67890")).isTrue();
            outbox.flush();
        }
        assertThat(socket.texts()).hasSize(20);
    }

    @Test
    void oneMessageAlwaysFitsHoweverLarge() {
        outbox = outbox(HubConfig.builder().outboxBytes(10));
        assertThat(add("x".repeat(1_000))).isTrue();
        assertThat(add("y")).isFalse();
    }

    @Test
    void afterOneMessageThatDidNotFitNoneDoes() {
        outbox = outbox(HubConfig.builder().outboxMessages(1));
        socket.stalled = true;
        add("a");
        assertThat(outbox.overflowed()).isFalse();
        assertThat(add("lost")).isFalse();
        outbox.flush();
        socket.resume();
        assertThat(add("behind the lost one")).isFalse();
        assertThat(outbox.overflowed()).isTrue();
    }

    @Test
    void whatAProtocolHasNoWordsForIsNoMessage() {
        assertThat(outbox.add((Payload) null)).isTrue();
        outbox.flush();
        assertThat(socket.texts()).isEmpty();
    }

    @Test
    void noEventOfAMembershipComesBehindItsEnd() {
        Member member = new Member(Guest.of(new Site().hub(), "alice", "/").client, LOBBY, false);
        outbox.add(List.of(frame("before 1"), frame("before 2")), member);
        outbox.end(member, Payload.text("left"));
        assertThat(outbox.add(List.of(frame("behind")), member)).isTrue();
        outbox.flush();
        assertThat(socket.texts()).containsExactly("before 1", "before 2", "left");
    }

    @Test
    void theLastWordsComeAfterAllThatWaitsAndThenTheTaskRunsOnce() {
        List<String> done = new ArrayList<>();
        socket.stalled = true;
        add("a", "b");
        outbox.finish(Payload.text("bye"), () -> done.add("done"));
        add("too late");
        socket.completeOne();
        socket.completeOne();
        assertThat(done).isEmpty();
        socket.completeOne();
        outbox.flush();
        assertThat(socket.texts()).containsExactly("a", "b", "bye");
        assertThat(done).containsExactly("done");
    }

    @Test
    void anEmptyOutboxWithoutLastWordsIsDoneAtOnce() {
        List<String> done = new ArrayList<>();
        outbox.finish(null, () -> done.add("done"));
        assertThat(done).containsExactly("done");
    }

    @Test
    void whatWaitsInAnAbandonedOutboxIsNeverSent() {
        socket.stalled = true;
        add("a", "b");
        outbox.flush();
        outbox.abandon();
        add("c");
        socket.resume();
        assertThat(socket.texts()).containsExactly("a");
    }

    private static Frame frame(String text) {
        return Frame.of(Payload.text(text), 0);
    }

    private boolean add(String... texts) {
        boolean all = true;
        for (String text : texts) {
            all &= outbox.add(Payload.text(text));
        }
        return all;
    }
}
