package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The kept realms of one connection to the bus, for the rules. A bus without streams has nothing to prove. */
record Streams(Broker broker, EventLog log) {
    static Streams of(Broker broker) {
        Optional<EventLog> log = broker.eventLog(realm("a"));
        assumeTrue(log.isPresent(), "this bus keeps no streams");
        return new Streams(broker, log.orElseThrow());
    }

    static Realm realm(String id) {
        return Realm.of(Bus.KEPT.name(), id);
    }

    static Position position(Publication event) {
        return event.position().orElseThrow();
    }

    static long sequence(Publication event) {
        return position(event).sequence();
    }

    void publish(String id, String text) {
        broker.publish(Address.realm(realm(id)), Publication.of(text));
    }

    Position append(String id, String text) {
        return append(id, Publication.of(text));
    }

    Position append(String id, Publication publication) {
        return Patience.answer(log.append(realm(id), publication, null));
    }

    Position append(String id, String text, Position expectedLast) {
        return Patience.answer(log.append(realm(id), Publication.of(text), expectedLast));
    }

    BrokerException.Fault refusal(String id, Position expectedLast) {
        return Patience.fault(log.append(realm(id), Publication.of("never"), expectedLast));
    }

    Position last(String id) {
        return Patience.answer(log.last(realm(id)));
    }

    EventLog.Slice read(String id, Position after, int most) {
        return Patience.answer(log.read(realm(id), after, most));
    }

    /** Appends "0", "1" and so on, and between them what concerns nobody. */
    List<Position> appendWithNoise(String id, int many) {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            publish("noise" + i % 3, "noise");
            positions.add(append(id, Integer.toString(i)));
        }
        return positions;
    }

    /** These events follow, of all that were appended, at their positions. */
    void assertExact(String id, Position after, IntStream which, List<Position> positions) {
        List<Integer> expected = which.boxed().toList();
        EventLog.Slice slice = read(id, after, 100);
        assertThat(slice.complete()).as("complete after " + after).isTrue();
        assertThat(slice.events())
                .extracting(Ear::text)
                .containsExactlyElementsOf(
                        expected.stream().map(i -> Integer.toString(i)).toList());
        assertThat(slice.events())
                .extracting(Streams::position)
                .containsExactlyElementsOf(expected.stream().map(positions::get).toList());
    }

    void assertExactTexts(String id, Position after, IntStream which) {
        EventLog.Slice slice = read(id, after, 100);
        assertThat(slice.complete()).isTrue();
        assertThat(slice.events())
                .extracting(Ear::text)
                .containsExactlyElementsOf(which.mapToObj(Integer::toString).toList());
    }

    static List<Publication> inOrder(List<Publication> events) {
        return events.stream()
                .sorted(Comparator.comparingLong(Streams::sequence))
                .toList();
    }

    /** Each names the one before it; the first may know none. */
    static void assertChainFrom(long first, List<Publication> events) {
        assertThat(events.get(0).previous()).isIn(0L, first);
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).previous()).isEqualTo(sequence(events.get(i - 1)));
        }
    }
}
