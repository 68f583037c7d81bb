package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The nodes that listen on a link, and the streams that some kinds of realms keep for them.
 *
 * <p>Thread-safe.
 */
final class Nodes implements Link.Listener {
    /** Longer than each step of the check waits, so that it says itself what it was. */
    private static final int STREAM_LIMIT_SECONDS = 20;

    private final Link link;
    private final Subjects subjects;
    private final Set<String> keptKinds;
    private final Set<String> keptTokens;
    private final KeptRealms kept;
    private final EventLog eventLog;
    private final List<NodeReader> nodes = new CopyOnWriteArrayList<>();

    Nodes(Link link, Replies replies, Subjects subjects, List<RealmKind> kinds, int replicas) {
        this.link = link;
        this.subjects = subjects;
        List<RealmKind> keeping = kinds.stream().filter(RealmKind::isKept).toList();
        keptKinds = keeping.stream().map(RealmKind::name).collect(Collectors.toUnmodifiableSet());
        keptTokens = keptKinds.stream().map(Tokens::encode).collect(Collectors.toUnmodifiableSet());
        StreamApi api = new StreamApi(replies, subjects.stream());
        StreamSettings settings = new StreamSettings(subjects, keeping, replicas);
        kept = new KeptRealms(link, subjects, settings, api, this::missed);
        eventLog = new NatsEventLog(subjects, kept, api);
    }

    Optional<EventLog> eventLog(Realm realm) {
        return keptKinds.contains(realm.kind()) ? Optional.of(eventLog) : Optional.empty();
    }

    Broker.Subscription subscribe(Broker.Node node) {
        List<String> where = new ArrayList<>(subjects.heardBy(node));
        if (!keptKinds.isEmpty()) {
            where.add(subjects.live());
        }
        NodeReader reader = new NodeReader(node, subjects, keptTokens, kept, link.malformed());
        Broker.Subscription listening = link.listen(Link.Way.PUBLICATIONS, where, null, reader);
        nodes.add(reader);
        return () -> {
            nodes.remove(reader);
            listening.close();
        };
    }

    /** Waits until the stream is as it must be, if one is needed; closes the broker if it cannot be had. */
    void awaitStream(Broker broker) {
        if (keptKinds.isEmpty()) {
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
        if (!keptKinds.isEmpty()) {
            kept.suspect();
        }
    }

    @Override
    public void up() {
        look();
    }

    @Override
    public void missed() {
        nodes.forEach(NodeReader::missed);
    }
}
