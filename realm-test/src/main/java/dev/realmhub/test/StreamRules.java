package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the events of a kept realm arrive. */
interface StreamRules extends Bus {
    @Test
    default void onlyRealmsOfAKeptKindHaveAStream() {
        Broker broker = connect();
        assertThat(broker.eventLog(Realm.of("lobby"))).isEmpty();
        Streams.of(broker);
        assertThat(broker.eventLog(Realm.of(KEPT.name()))).isPresent();
    }

    @Test
    default void whatIsPublishedToAPlainRealmHasNoPosition() {
        Broker sender = connect();
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear ear = Ear.of(connect(), "n").attending(lobby);
        sender.publish(lobby, Publication.of("hello"));
        Publication heard = ear.next().publication();
        assertThat(heard.position()).isEmpty();
        assertThat(heard.previous()).isZero();
    }

    @Test
    default void eventsOfAKeptRealmArriveOnceWithGrowingPositionsOfOneEpoch() {
        Broker sender = connect();
        Streams streams = Streams.of(sender);
        Ear ear = Ear.of(connect(), "n").attending(address("a"));
        for (int i = 0; i < 200; i++) {
            streams.publish("a", Integer.toString(i));
        }
        List<Publication> heard = ear.next(200);
        assertThat(heard).extracting(Ear::text).containsExactlyElementsOf(numbers(0, 200));
        assertThat(heard).extracting(Streams::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(heard)
                .extracting(event -> Streams.position(event).epoch())
                .containsOnly(Streams.position(heard.get(0)).epoch());
        streams.publish("a", "the end");
        assertThat(Ear.text(ear.next().publication())).isEqualTo("the end");
        ear.heardNothing();
    }

    @Test
    default void theTraceOfAnEventArrivesWithItHoweverItWasSent() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n").attending(address("a"));
        Publication traced = Publication.of("e4").traced(Asked.TRACE);
        sender.publish(address("a"), traced);
        Realm realm = ((Address.OfRealm) address("a")).realm();
        Patience.answer(sender.eventLog(realm).orElseThrow().append(realm, traced, null));
        assertThat(ear.next(2)).extracting(Publication::trace).containsOnly(Asked.TRACE);
    }

    @Test
    default void eachEventNamesTheOneBeforeItInItsRealmAndTheFirstNone() {
        Streams streams = Streams.of(connect());
        Ear ear = Ear.of(connect(), "n")
                .attending(address("r0"))
                .attending(address("r1"))
                .attending(address("r2"));
        for (int i = 0; i < 60; i++) {
            streams.publish("r" + i % 3, Integer.toString(i));
        }
        List<Ear.Heard> heard = Stream.generate(ear::next).limit(60).toList();
        for (int r = 0; r < 3; r++) {
            Address realm = address("r" + r);
            List<Publication> events = heard.stream()
                    .filter(one -> one.address().equals(realm))
                    .map(Ear.Heard::publication)
                    .toList();
            assertThat(events).hasSize(20);
            Streams.assertChainFrom(0, events);
        }
    }

    /** One may overtake another's, but never its own. */
    @Test
    default void severalNodesAgreeOnThePositionsOfSeveralPublishersWhoEachKeepTheirOrder() {
        List<Ear> ears = List.of(
                Ear.of(connect(), "first").attending(address("a")),
                Ear.of(connect(), "second").attending(address("a")));
        int publishers = 4;
        int each = 250;
        CountDownLatch done = new CountDownLatch(publishers);
        for (int p = 0; p < publishers; p++) {
            Streams streams = Streams.of(connect());
            String name = p + " ";
            new Thread(() -> {
                        numbers(0, each).forEach(number -> streams.publish("a", name + number));
                        done.countDown();
                    })
                    .start();
        }
        Patience.await(done);
        List<Publication> first = ears.get(0).next(publishers * each);
        List<Publication> second = ears.get(1).next(publishers * each);
        Streams.assertChainFrom(0, Streams.inOrder(first));
        assertThat(Streams.inOrder(second))
                .extracting(event -> event.position() + Ear.text(event))
                .containsExactlyElementsOf(Streams.inOrder(first).stream()
                        .map(event -> event.position() + Ear.text(event))
                        .toList());
        for (int p = 0; p < publishers; p++) {
            String name = p + " ";
            assertThat(first.stream().map(Ear::text).filter(text -> text.startsWith(name)))
                    .containsExactlyElementsOf(
                            numbers(0, each).stream().map(name::concat).toList());
        }
    }

    @Test
    default void anAppendedEventArrivesAtThePositionThatItsWriterWasTold() {
        Streams streams = Streams.of(connect());
        Ear ear = Ear.of(connect(), "n").attending(address("a"));
        Position told = streams.append("a", "one");
        Publication heard = ear.next().publication();
        assertThat(Ear.text(heard)).isEqualTo("one");
        assertThat(heard.position()).contains(told);
    }

    @Test
    default void positionsOfEveryLawfulRealmArrive() {
        Streams streams = Streams.of(connect());
        Ear ear = Ear.of(connect(), "n");
        Odd.ids().filter(id -> id.indexOf(Realm.SEPARATOR) < 0).forEach(id -> {
            ear.attending(address(id));
            Position told = streams.append(id, "to " + id);
            ear.hearsNext(address(id), "to " + id);
            assertThat(streams.last(id)).isEqualTo(told);
        });
    }

    private static Address address(String id) {
        return Address.realm(Streams.realm(id));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
