package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Publication.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of messages when a client is behind. */
class BacklogTest {
    private static final Realm GAME = Realm.of("game", "1");

    private final LineWords words = new LineWords();
    private Backlog backlog = backlog(HubConfig.builder().outboxMessages(3));
    private long now;

    private Backlog backlog(HubConfig.Builder settings) {
        return new Backlog(settings.build(), new Words(), new Budget(Long.MAX_VALUE));
    }

    private Frame must(String text) {
        return frame(text, Publication.of(text));
    }

    private Frame latest(String key, String text) {
        return frame(text, Publication.of(text).latest(key));
    }

    private Frame may(String text) {
        return frame(text, Publication.of(text).bestEffort());
    }

    private Frame frame(String text, Publication publication) {
        return Frame.of(Payload.text(text), now, publication, GAME);
    }

    private Frame joined(Frame... frames) {
        List<Frame> one = Frame.join(Arrays.asList(frames), words);
        assertThat(one).hasSize(1);
        return one.get(0);
    }

    private boolean add(Frame... frames) {
        return Arrays.stream(frames).allMatch(backlog::add);
    }

    private List<String> waiting() {
        List<String> texts = new ArrayList<>();
        for (Payload next = backlog.take(); next != null; next = backlog.take()) {
            texts.add(next.text());
        }
        return texts;
    }

    @Test
    void whatMustBeDeliveredAndDoesNotFitIsRefused() {
        assertThat(add(must("a"), must("b"), must("c"))).isTrue();
        assertThat(add(must("d"))).isFalse();
        assertThat(waiting()).containsExactly("a", "b", "c");
        assertThat(backlog.takeDropped()).isEmpty();
    }

    @Test
    void aNewerClockTakesThePlaceOfTheOneThatWaitsAndComesBehindWhatWaitsAlready() {
        add(latest("clock", "9:59"), must("move"), latest("clock", "9:58"));
        assertThat(add(latest("clock", "9:57"))).isTrue();
        assertThat(waiting()).containsExactly("move", "9:57");
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.LATEST, 2));
    }

    @Test
    void onlyTheSameKeyOfTheSameRealmIsReplaced() {
        Frame elsewhere =
                Frame.of(Payload.text("other game"), 0, Publication.of("x").latest("clock"), Realm.of("game", "2"));
        add(latest("clock", "old"), latest("cursor", "here"), elsewhere);
        assertThat(add(latest("clock", "new"))).isTrue();
        assertThat(waiting()).containsExactly("here", "other game", "new");
    }

    @Test
    void aClockThatFindsNoRoomIsRefusedAsWhatMustBeDelivered() {
        add(must("a"), must("b"), must("c"));
        assertThat(add(latest("clock", "9:59"))).isFalse();
    }

    @Test
    void theOldestThatMayBeMissedGoesFirst() {
        add(may("1"), must("a"), may("2"));
        assertThat(add(may("3"))).isTrue();
        assertThat(add(must("b"))).isTrue();
        assertThat(waiting()).containsExactly("a", "3", "b");
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.BEST_EFFORT, 2));
        assertThat(backlog.takeDropped()).as("told once").isEmpty();
    }

    @Test
    void whatMayBeMissedIsMissedIfEverythingThatWaitsMustBeDelivered() {
        add(must("a"), must("b"), must("c"));
        assertThat(add(may("1"))).isTrue();
        assertThat(waiting()).containsExactly("a", "b", "c");
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.BEST_EFFORT, 1));
    }

    @Test
    void rulesHoldForTheBytesToo() {
        backlog = backlog(HubConfig.builder().outboxBytes(10));
        add(may("12345"), must("67890"));
        assertThat(add(must("abcde"))).isTrue();
        assertThat(waiting()).containsExactly("67890", "abcde");
        add(must("1234567890"));
        assertThat(add(may("x"))).isTrue();
        assertThat(add(must("y"))).isFalse();
    }

    @Test
    void rulesHoldWithinAJoinedFrame() {
        backlog = new Backlog(HubConfig.builder().outboxMessages(2).build(), words, new Budget(Long.MAX_VALUE));
        add(must("first"), joined(latest("clock", "9:59"), must("move"), may("cheer")));
        add(latest("clock", "9:58"));
        assertThat(waiting()).containsExactly("first|move|9:58");
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.LATEST, 1, Overflow.BEST_EFFORT, 1));
    }

    @Test
    void ofAJoinedFrameThatDoesNotFitWhatMayBeMissedIs() {
        backlog = new Backlog(HubConfig.builder().outboxBytes(12).build(), words, new Budget(Long.MAX_VALUE));
        add(must("12345"));
        assertThat(add(joined(may("cheer"), must("move"), may("cheer")))).isTrue();
        assertThat(waiting()).containsExactly("12345|move");
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.BEST_EFFORT, 2));
        add(must("12345"));
        assertThat(add(joined(may("cheer"), must("too much")))).isFalse();
    }

    @Test
    void aClientThatIsBehindGetsItsBacklogInOneMessage() {
        backlog = new Backlog(HubConfig.defaults(), words, new Budget(Long.MAX_VALUE));
        add(must("a"), joined(must("b"), must("c")), must("d"));
        assertThat(waiting()).containsExactly("a|b|c|d");
    }

    @Test
    void manySmallMessagesTakeNoMoreRoomThanTheirBytesIfTheProtocolCanJoinThem() {
        backlog = new Backlog(
                HubConfig.builder().outboxMessages(3).outboxBytes(100).build(), words, new Budget(Long.MAX_VALUE));
        for (int i = 0; i < 40; i++) {
            assertThat(add(must("x"))).isTrue();
        }
        assertThat(add(must("y".repeat(30)))).as("more bytes than fit").isFalse();
        assertThat(waiting()).containsExactly("x|".repeat(39) + "x");
    }

    @Test
    void noMessageIsJoinedBeyondSixteenKibibytes() {
        backlog = new Backlog(HubConfig.defaults(), words, new Budget(Long.MAX_VALUE));
        String third = "x".repeat(6_000);
        add(must(third), must(third), must(third), must("y".repeat(20_000)), must("z"));
        assertThat(waiting().stream().map(String::length)).containsExactly(12_001, 6_000, 20_000, 1);
    }

    @Test
    void clientsThatMissedTheSameShareOneMessage() {
        Frame[] missed = {must("a"), must("b"), must("c")};
        Payload first = takenBehind(missed);
        assertThat(takenBehind(missed)).isSameAs(first);
        assertThat(takenBehind(missed[0], missed[2]).text()).isEqualTo("a|c");
        assertThat(takenBehind(missed).text()).isEqualTo("a|b|c");
    }

    private Payload takenBehind(Frame... missed) {
        Backlog of = new Backlog(HubConfig.defaults(), words, new Budget(Long.MAX_VALUE));
        Arrays.stream(missed).forEach(of::add);
        return java.util.Objects.requireNonNull(of.take());
    }

    @Test
    void withAProtocolThatCannotJoinEachMessageGoesByItself() {
        add(must("a"), must("b"), must("c"));
        assertThat(waiting()).containsExactly("a", "b", "c");
    }

    @Test
    void whatMayBeMissedIsDroppedWhenItIsTooOldAndWhatMayNotIsTold() {
        add(may("1"));
        now = 5;
        add(must("a"), may("2"));
        assertThat(backlog.isOlderThan(5)).isFalse();
        assertThat(backlog.takeDropped()).isEqualTo(Map.of(Overflow.BEST_EFFORT, 1));
        assertThat(backlog.isOlderThan(6)).isTrue();
        assertThat(waiting()).containsExactly("a");
        assertThat(backlog.isOlderThan(100)).isFalse();
    }

    @Test
    void anEmptiedBacklogHasRoomAgain() {
        add(must("a"), latest("clock", "b"), may("c"));
        backlog.clear();
        assertThat(waiting()).isEmpty();
        assertThat(add(must("d"), must("e"), must("f"))).isTrue();
        assertThat(add(must("g"))).isFalse();
    }
}
