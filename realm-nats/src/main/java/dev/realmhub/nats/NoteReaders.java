package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.Note;
import io.nats.client.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    NoteReaders(Link link, NoteSubjects subjects) {
        this.link = link;
        this.subjects = subjects;
    }

    void send(Note note) {
        link.send(subjects.of(note.from(), note.to()), null, null, NoteWire.encode(note.word()));
    }

    /** Begins to listen. Waits for a round trip. */
    Broker.Subscription subscribe(Broker.Notes listener) {
        Reader reader = new Reader(listener, subjects);
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

        /** What the listener was told of the link; of the callbacks' thread. */
        private boolean linked = true;

        Reader(Broker.Notes listener, NoteSubjects subjects) {
            this.listener = listener;
            this.subjects = subjects;
        }

        @Override
        public Runnable read(Message message) {
            String subject = message.getSubject();
            String from = subjects.sender(subject);
            boolean own = from.equals(listener.id()) && subjects.isForAll(subject);
            Note.Word word = own ? null : NoteWire.decode(message.getData());
            if (word == null) {
                return () -> {};
            }
            Note note = new Note(from, subjects.isForAll(subject) ? null : listener.id(), word);
            return () -> listener.hear().accept(note);
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
