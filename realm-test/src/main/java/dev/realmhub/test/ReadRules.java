package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be read of a stream afterwards: all, or nothing. */
interface ReadRules extends Bus {
    @Test
    default void readingOnFromAnyPositionIsExact() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        List<Position> positions = streams.appendWithNoise("a", 10);
        Streams late = Streams.of(connect());
        streams.assertExact("a", begin, IntStream.range(0, 10), positions);
        for (int i = 0; i < 10; i++) {
            late.assertExact("a", positions.get(i), IntStream.range(i + 1, 10), positions);
        }
    }

    @Test
    default void whatIsReadNamesTheEventBeforeItAsItDidLive() {
        Streams streams = Streams.of(connect());
        List<Position> positions = streams.appendWithNoise("a", 10);
        List<Publication> read = streams.read("a", positions.get(3), 100).events();
        Streams.assertChainFrom(positions.get(3).sequence(), read);
    }

    @Test
    default void noMoreThanAskedForIsReadAndTheRestFollows() {
        Streams streams = Streams.of(connect());
        List<Position> positions = streams.appendWithNoise("a", 10);
        List<Publication> first = streams.read("a", positions.get(0), 4).events();
        assertThat(first).extracting(Ear::text).containsExactly("1", "2", "3", "4");
        List<Publication> rest =
                streams.read("a", Streams.position(first.get(3)), 100).events();
        assertThat(rest).extracting(Ear::text).containsExactly("5", "6", "7", "8", "9");
    }

    @Test
    default void viewsAreReadAsTheyWerePublished() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        Publication sent = Publication.of("for observers")
                .viewOfUser("alice", Payload.text("rack of alice"))
                .viewOfRole("referee", Payload.binary(new byte[] {0, -1, 7}));
        streams.append("a", sent);
        streams.append("a", Publication.hidden().viewOfUser("bob", Payload.empty()));

        List<Publication> read = streams.read("a", begin, 100).events();
        assertThat(read).hasSize(2);
        assertThat(read.get(0).common()).isEqualTo(sent.common());
        assertThat(read.get(0).userViews()).isEqualTo(sent.userViews());
        assertThat(read.get(0).roleViews()).isEqualTo(sent.roleViews());
        assertThat(read.get(1).common()).isEmpty();
        assertThat(read.get(1).userViews()).containsOnlyKeys("bob");
    }

    @Test
    default void whatWasPublishedBeforeAnyoneListenedIsReadByWhoComesLate() {
        Streams early = Streams.of(connect());
        Position begin = early.last("a");
        for (int i = 0; i < 10; i++) {
            early.publish("a", Integer.toString(i));
        }
        Position end = early.append("a", "10");
        early.assertExactTexts("a", begin, IntStream.rangeClosed(0, 10));
        assertThat(Streams.of(connect()).last("a")).isEqualTo(end);
    }

    @Test
    default void aPositionWhoseFollowersAreGoneByLengthIsIncompleteAndTheNextOneIsNot() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        List<Position> positions = streams.appendWithNoise("a", KEPT.length() + 5);
        assertThat(streams.read("a", begin, 100)).isEqualTo(EventLog.Slice.incomplete());
        for (int i = 0; i < 4; i++) {
            assertThat(streams.read("a", positions.get(i), 100)).isEqualTo(EventLog.Slice.incomplete());
        }
        IntStream all = IntStream.range(5, KEPT.length() + 5);
        streams.assertExact("a", positions.get(4), all, positions); // itself may be gone, but nothing after it
        streams.assertExact("a", positions.get(5), IntStream.range(6, KEPT.length() + 5), positions);
    }

    @Test
    default void aRealmThatIsExactlyFullIsCompleteFromItsBeginning() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        List<Position> positions = streams.appendWithNoise("a", KEPT.length());
        streams.assertExact("a", begin, IntStream.range(0, KEPT.length()), positions);
    }

    @Test
    default void aPositionOfAnotherEpochIsIncomplete() {
        Streams streams = Streams.of(connect());
        Position real = streams.append("a", "one");
        Position foreign = new Position("another", real.sequence());
        assertThat(streams.read("a", foreign, 100)).isEqualTo(EventLog.Slice.incomplete());
    }

    @Test
    default void aPositionThatNobodyCanHaveIsIncomplete() {
        Streams streams = Streams.of(connect());
        Position real = streams.append("a", "one");
        Position future = new Position(real.epoch(), real.sequence() + 1_000);
        assertThat(streams.read("a", future, 100)).isEqualTo(EventLog.Slice.incomplete());
    }

    @Test
    default void readingOnFromTheLastPositionOfARealmWithoutEventsIsComplete() {
        Streams streams = Streams.of(connect());
        Position ofTheVeryFirst = streams.last("a");
        streams.append("b", "elsewhere");
        Position begin = streams.last("a");
        assertThat(streams.read("a", ofTheVeryFirst, 100)).isEqualTo(new EventLog.Slice(List.of(), true));
        assertThat(streams.read("a", begin, 100)).isEqualTo(new EventLog.Slice(List.of(), true));
        streams.append("b", "elsewhere");
        streams.append("a", "0");
        streams.append("a", "1");
        streams.assertExactTexts("a", begin, IntStream.range(0, 2));
        streams.assertExactTexts("a", ofTheVeryFirst, IntStream.range(0, 2));
    }

    @Test
    default void readingOnFromTheLastEventIsCompleteAndEmpty() {
        Streams streams = Streams.of(connect());
        Position last = streams.append("a", "one");
        assertThat(streams.last("a")).isEqualTo(last);
        assertThat(streams.read("a", last, 100)).isEqualTo(new EventLog.Slice(List.of(), true));
    }

    @Test
    default void whatFollowsInOtherRealmsDoesNotMoveTheLastPosition() {
        Streams streams = Streams.of(connect());
        Position last = streams.append("a", "one");
        streams.append("b", "two");
        assertThat(streams.last("a")).isEqualTo(last);
    }

    @Test
    default void aClosedBrokersStreamsFailWithNotConnected() {
        var broker = connect();
        Streams streams = Streams.of(broker);
        Position last = streams.append("a", "one");
        broker.close();
        EventLog log = streams.log();
        assertThat(Patience.fault(log.append(Streams.realm("a"), Publication.of("two"), null)))
                .isEqualTo(Fault.NOT_CONNECTED);
        assertThat(Patience.fault(log.last(Streams.realm("a")))).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(Patience.fault(log.read(Streams.realm("a"), last, 1))).isEqualTo(Fault.NOT_CONNECTED);
    }
}
