package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.Note;
import io.nats.client.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what nodes say to each other.
 *
 * <p>Thread-safe.
 */
final class NoteReaders {
    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private final Link link;
    private final NoteSubjects subjects;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final Incident namesakes = new Incident(
            "another node on this bus has the id of this one, so what is for one goes"
                    + " to both and the others see only one of them; give each its own by node(...), or leave it to be random");

    NoteReaders(Link link, NoteSubjects subjects) {
        this.link = link;
        this.subjects = subjects;
    }

    void send(Note note) {
        if (note.word() instanceof Note.Beat beat) {
            readers.forEach(reader -> reader.says(note.from(), beat.epoch()));
        }
        link.send(subjects.of(note.from(), note.to()), null, null, NoteWire.encode(note.word()));
    }

    /** Begins to listen. Waits for a round trip. */
    Broker.Subscription subscribe(Broker.Notes listener) {
        Reader reader = new Reader(listener, subjects, namesakes);
        List<String> where = List.of(subjects.forAll(), subjects.forOne(listener.id()));
        Listening listening = link.listen(Link.Way.REQUESTS, where, null, reader);
        readers.add(reader);
        link.news().again(); // that it is down, if it is
        return () -> {
            readers.remove(reader);
            listening.close();
        };
    }

    void linked(boolean up) {
        readers.forEach(reader -> reader.linked(up));
    }

    private static final class Reader implements Listening.Reader {
        private final Broker.Notes listener;
        private final NoteSubjects subjects;
        private final Incident namesakes;

        /** Of the beats that go out under the listener's id; 0 before the first. */
        private volatile long ownEpoch;

        /** What the listener was told of the link; of the callbacks' thread. */
        private boolean linked = true;

        Reader(Broker.Notes listener, NoteSubjects subjects, Incident namesakes) {
            this.listener = listener;
            this.subjects = subjects;
            this.namesakes = namesakes;
        }

        void says(String id, long epoch) {
            if (id.equals(listener.id())) {
                ownEpoch = epoch;
            }
        }

        @Override
        public Runnable read(Message message) {
            String subject = message.getSubject();
            String from = subjects.sender(subject);
            Note.Word word = NoteWire.decode(message.getData());
            if (from.equals(listener.id()) && subjects.isForAll(subject)) {
                return () -> own(word);
            }
            if (word == null) {
                return () -> {};
            }
            Note note = new Note(from, subjects.isForAll(subject) ? null : listener.id(), word);
            return () -> listener.hear().accept(note);
        }

        /** What we say ourselves comes back; what we did not say was said by a node with our id. */
        private void own(Note.@Nullable Word word) {
            if (word instanceof Note.Beat beat && ownEpoch != 0 && beat.epoch() != ownEpoch) {
                namesakes.happened(listener.id());
            }
        }

        void linked(boolean up) {
            if (linked == up) {
                return;
            }
            linked = up;
            try {
                listener.linked().accept(up);
            } catch (RuntimeException thrown) {
                log.error("{} threw when it was told that its link is {}", listener.id(), up ? "up" : "down", thrown);
            }
        }
    }
}
