package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Realm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The nodes that listen on a link, and the streams that some kinds of realms keep for them.
 *
 * <p>Thread-safe.
 */
final class Nodes implements News.Listener {
    /** Longer than each step of the check waits, so that it says itself what it was. */
    private static final int STREAM_LIMIT_SECONDS = 20;

    private final Link link;
    private final Interests interests;
    private final Subjects subjects;
    private final Beats beats;
    private final KeptRealms kept;
    private final StreamApi api;
    private final NoteReaders notes;
    private final EventLog eventLog;
    private final List<NodeReader> readers = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Attending> attending = new ConcurrentHashMap<>();

    Nodes(Link link, Subjects subjects, Interests interests, Beats beats, StreamApi api, StreamSettings settings) {
        notes = new NoteReaders(link, subjects.ofNotes());
        this.link = link;
        this.beats = beats;
        this.subjects = subjects;
        this.interests = interests;
        this.api = api;
        kept = new KeptRealms(link, subjects, settings, api, this::missed);
        eventLog = new NatsEventLog(subjects, kept, api);
    }

    Optional<EventLog> eventLog(Realm realm) {
        return interests.isKept(realm) ? Optional.of(eventLog) : Optional.empty();
    }

    NoteReaders notes() {
        return notes;
    }

    Broker.Subscription subscribe(Broker.Subscriber subscriber, Canary canary) {
        return subscriber instanceof Broker.Notes listener
                ? notes.subscribe(listener)
                : subscribe((Broker.Node) subscriber, canary);
    }

    private Broker.Subscription subscribe(Broker.Node node, Canary canary) {
        if (attending.containsKey(node.id())) {
            throw new IllegalArgumentException("a hub with the node id '" + node.id()
                    + "' is on this bus already; give each its own by node(...), or leave it to be random");
        }
        NodeReader reader = new NodeReader(node, subjects, interests.keptTokens(), kept, link.malformed());
        Listening listening = link.listen(Link.Way.PUBLICATIONS, interests.always(node), null, reader);
        Attending attends = new Attending(link, listening, canary);
        attending.put(node.id(), attends);
        readers.add(reader);
        link.news().again(); // that it is down, if it is
        canary.send(); // so that its absence tells something from now on
        return () -> {
            readers.remove(reader);
            attending.remove(node.id(), attends);
            attends.close();
            listening.close();
        };
    }

    Broker.Attendance attend(String node, Address address) {
        Optional<String> subject = interests.attended(address);
        if (subject.isEmpty()) {
            return Broker.Attendance.ALWAYS;
        }
        Attending attends = attending.get(node);
        return attends == null
                ? new Broker.Attendance(CompletableFuture.failedStage(Canary.brokerClosed()), () -> {})
                : attends.attend(subject.get());
    }

    /** Tells the server what it could not be told before. */
    void tellAgain() {
        attending.values().forEach(Attending::tellAgain);
    }

    /** Fails what waits for a server. */
    void close() {
        attending.values().forEach(Attending::close);
    }

    /** Waits until the stream is as it must be, if one is needed; closes the broker if it cannot be had. */
    void awaitStream(Broker broker) {
        if (!interests.anyKept()) {
            return;
        }
        try {
            kept.check().toCompletableFuture().get(STREAM_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            broker.close();
            throw failed.getCause() instanceof BrokerException known ? known : noStream(failed);
        } catch (TimeoutException late) {
            broker.close();
            throw noStream(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            broker.close();
            throw noStream(interrupted);
        }
    }

    private static BrokerException noStream(Exception why) {
        return new BrokerException(Fault.FAILED, "the stream of the kept kinds could not be had: " + why, why);
    }

    /** Looks whether the stream is still there and the same. */
    void look() {
        if (interests.anyKept()) {
            kept.suspect();
        }
    }

    @Override
    public void linked(boolean up) {
        if (up) {
            look();
            tellAgain();
            beats.skip();
        } else {
            api.linkLost();
        }
        readers.forEach(reader -> reader.linked(up));
        notes.linked(up);
    }

    @Override
    public void missed() {
        readers.forEach(NodeReader::missed);
    }
}
