package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.EventLog;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that follows a game, and counts how often it was told that it may have missed something. */
final class Follower {
    static final RealmKind KIND = RealmKind.kept("game", 1_000, Duration.ofHours(1));
    static final Realm GAME = Realm.of("game", "abc");

    private final EventLog log;
    private final List<Publication> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();

    Follower(NatsBroker broker, String node) {
        log = broker.eventLog(GAME).orElseThrow();
        broker.subscribe(new Broker.Node(node, (to, what) -> heard.add(what), missed::incrementAndGet));
    }

    List<Publication> heard() {
        return heard;
    }

    boolean hasHeard(String text) {
        return texts(heard).contains(text);
    }

    int missed() {
        return missed.get();
    }

    CompletableFuture<Position> tryToAppend(String text) {
        return log.append(GAME, Publication.of(text), null).toCompletableFuture();
    }

    Position append(String text) {
        return Asked.answer(tryToAppend(text));
    }

    Position last() {
        return Asked.answer(log.last(GAME));
    }

    EventLog.Slice read(Position after) {
        return Asked.answer(log.read(GAME, after, 10_000));
    }

    static List<String> texts(List<Publication> events) {
        return events.stream()
                .map(event -> event.common().map(Payload::text).orElse("(hidden)"))
                .toList();
    }
}
