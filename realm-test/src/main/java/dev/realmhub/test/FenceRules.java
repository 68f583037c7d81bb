package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who writes on a wrong belief does not write. */
interface FenceRules extends Bus {
    @Test
    default void aWriterThatKnowsTheLastEventWrites() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        Position first = streams.append("a", "0", begin);
        streams.append("b", "elsewhere");
        Position second = streams.append("a", "1", first);
        assertThat(streams.last("a")).isEqualTo(second);
        streams.assertExactTexts("a", begin, IntStream.range(0, 2));
    }

    @Test
    default void aWriterThatMissedAnEventIsRefusedAndNothingIsStored() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        Position first = streams.append("a", "0");
        assertThat(streams.refusal("a", begin)).isEqualTo(Fault.STALE);
        Position second = streams.append("a", "1");
        assertThat(streams.refusal("a", first)).isEqualTo(Fault.STALE);
        assertThat(streams.refusal("a", begin)).isEqualTo(Fault.STALE);
        assertThat(streams.last("a")).isEqualTo(second);
        streams.assertExactTexts("a", begin, IntStream.range(0, 2));
    }

    @Test
    default void aWriterFromAnotherEpochOrFromTheFutureIsRefused() {
        Streams streams = Streams.of(connect());
        Position real = streams.append("a", "0");
        assertThat(streams.refusal("a", new Position("another", real.sequence())))
                .isEqualTo(Fault.STALE);
        assertThat(streams.refusal("a", new Position(real.epoch(), real.sequence() + 1_000)))
                .isEqualTo(Fault.STALE);
    }

    /** A later event of another realm is none of this one: the position stays good for a realm that has none. */
    @Test
    default void aWriterToARealmWithoutEventsWritesHoweverMuchHappensElsewhere() {
        Streams streams = Streams.of(connect());
        streams.append("b", "elsewhere");
        Position begin = streams.last("a");
        streams.append("b", "elsewhere");
        streams.append("a", "0", begin);
        streams.assertExactTexts("a", begin, IntStream.range(0, 1));
    }

    @Test
    default void ofManyWritersWithOneExpectationExactlyOneWins() {
        List<Streams> writers =
                IntStream.range(0, 4).mapToObj(i -> Streams.of(connect())).toList();
        Position last = writers.get(0).last("a");
        for (int round = 0; round < 25; round++) {
            List<CompletionStage<Position>> attempts = new ArrayList<>();
            for (Streams writer : writers) {
                attempts.add(writer.log().append(Streams.realm("a"), Publication.of("mine"), last));
            }
            List<Position> won = new ArrayList<>();
            attempts.forEach(attempt -> Patience.unless(Fault.STALE, attempt).ifPresent(won::add));
            assertThat(won).hasSize(1);
            assertThat(writers.get(round % 4).last("a")).isEqualTo(won.get(0));
            last = won.get(0);
        }
    }

    @Test
    default void aWriterWithoutAnExpectationAlwaysWrites() {
        Streams streams = Streams.of(connect());
        Position begin = streams.last("a");
        streams.append("a", "0", begin);
        streams.append("a", "1");
        streams.publish("a", "2");
        streams.append("a", "3");
        streams.assertExactTexts("a", begin, IntStream.range(0, 4));
    }
}
