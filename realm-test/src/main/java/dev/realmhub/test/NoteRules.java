package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.LeaveReason;
import dev.realmhub.Note;
import dev.realmhub.Note.Change;
import dev.realmhub.Realm;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How what nodes say to each other arrives. */
interface NoteRules extends Bus {
    /** Who remembers what he hears. */
    record Listener(String id, BlockingQueue<Note> heard) {
        static Listener on(Broker broker, String id) {
            Listener listener = new Listener(id, new LinkedBlockingQueue<>());
            broker.subscribe(new Broker.Notes(id, listener.heard::add, up -> {}));
            return listener;
        }

        Note next() {
            return Patience.take(heard);
        }
    }

    private static Note note(String to, long number) {
        return new Note("one", to.isEmpty() ? null : to, new Note.Beat(1, number));
    }

    @Test
    default void aNoteForAllReachesAllOthers() {
        Broker sender = connect();
        Listener one = Listener.on(sender, "one");
        Listener two = Listener.on(connect(), "two");
        Listener three = Listener.on(connect(), "three");
        sender.note(note("", 7));
        sender.note(note("one", 8));
        assertThat(two.next()).isEqualTo(note("", 7));
        assertThat(three.next()).isEqualTo(note("", 7));
        assertThat(one.next()).as("not its own").isEqualTo(note("one", 8));
    }

    @Test
    default void aNoteForOneReachesNobodyElse() {
        Broker sender = connect();
        Listener two = Listener.on(connect(), "two");
        Listener three = Listener.on(connect(), "three");
        sender.note(note("two", 1));
        sender.note(note("", 2));
        assertThat(two.next()).isEqualTo(note("two", 1));
        assertThat(two.next()).isEqualTo(note("", 2));
        assertThat(three.next()).isEqualTo(note("", 2));
    }

    @Test
    default void notesOfOneSenderArriveInOrderWhoeverTheyAreFor() {
        Broker sender = connect();
        Listener two = Listener.on(connect(), "two");
        for (int i = 0; i < 1_000; i++) {
            sender.note(note(i % 3 == 0 ? "two" : "", i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(two.next()).isEqualTo(note(i % 3 == 0 ? "two" : "", i));
        }
    }

    @Test
    default void notesOfEverySortArriveAsTheyAre() {
        Broker sender = connect();
        Listener two = Listener.on(connect(), "two");
        Realm odd = Realm.of("game", "\u00e9 > *");
        List<Change> changes = List.of(
                new Change(odd, "al.ice*", "pl\u00e4yer", 1_700_000_000_123L, 3, null, false),
                new Change(null, "bob", "", 5, 0, LeaveReason.LOST, false),
                new Change(odd, "carol", "", 5, 0, LeaveReason.NODE_DIED, true),
                new Change(odd, "", "", 0, 12, null, false));
        Stream.of(
                        new Note.Beat(-5, 1L << 40),
                        new Note.Diff(Long.MAX_VALUE, 2, changes),
                        new Note.Ask(),
                        new Note.Part(3, 4, 5, 6, changes),
                        new Note.Question("q-1", odd, null),
                        new Note.Question("q-2", null, "al.ice*"),
                        new Note.Question("q-3", null, null),
                        new Note.Answer("q-3", 99, 0, 1, changes))
                .forEach(word -> {
                    sender.note(new Note("one", "two", word));
                    assertThat(two.next()).isEqualTo(new Note("one", "two", word));
                });
    }

    @Test
    default void aListenerThatThrowsHearsTheNext() {
        BlockingQueue<Note> heard = new LinkedBlockingQueue<>();
        connect()
                .subscribe(new Broker.Notes(
                        "faulty",
                        note -> {
                            heard.add(note);
                            throw new IllegalStateException("thrown on purpose by a test");
                        },
                        up -> {}));
        Broker sender = connect();
        sender.note(note("faulty", 1));
        sender.note(note("faulty", 2));
        assertThat(List.of(Patience.take(heard), Patience.take(heard)))
                .containsExactly(note("faulty", 1), note("faulty", 2));
    }

    @Test
    default void aClosedBrokerRefusesNotes() {
        Broker broker = connect();
        broker.close();
        BrokerException refused = catchThrowableOfType(BrokerException.class, () -> broker.note(note("", 1)));
        assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);
    }
}
