package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.EventLog;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RealmException;
import dev.realmhub.RealmKind;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** A hub whose paths name realms and roles, {@code /r:1=player/kept:1=}; answers to {@code ?later} come from other threads. */
final class Playground {
    static final List<Realm> REALMS =
            List.of(Realm.of("r", "0"), Realm.of("r", "1"), Realm.of("kept", "0"), Realm.of("kept", "1"));

    private final Broker broker = Broker.local(RealmKind.kept("kept", 1_000_000, Duration.ofHours(1)));
    private final History history = new History(Set.of("kept"), Set.of(), () -> System.nanoTime() / 1_000_000);
    private final ForkJoinPool work = new ForkJoinPool(4);
    private final Queue<RealmException> failures = new ConcurrentLinkedQueue<>();
    private final Hub hub = Hub.builder(broker)
            .allowNoOrigin()
            .executor(work)
            .resolver(this::resolve)
            .config(HubConfig.builder()
                    .outboxMessages(1_000_000) // nobody is closed as too slow
                    .bounds(Bounds.none().build()) // or for saying too much
                    .build())
            .listener(new HubListener() {
                @Override
                public void failed(RealmException failure) {
                    failures.add(failure);
                }
            })
            .build();

    Broker broker() {
        return broker;
    }

    Hub hub() {
        return hub;
    }

    History history() {
        return history;
    }

    ForkJoinPool work() {
        return work;
    }

    private CompletionStage<Resolution> resolve(ResolveRequest request) {
        Resolution answer = Resolution.of(Arrays.stream(request.path().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(Playground::membership)
                .toList());
        return request.query("later").isPresent()
                ? CompletableFuture.supplyAsync(() -> answer, work)
                : CompletableFuture.completedStage(answer);
    }

    private static Membership membership(String text) {
        String[] realmAndRole = text.split("=", 2);
        return Membership.of(Realm.parse(realmAndRole[0]), realmAndRole[1]);
    }

    /** Waits until all that the hub has begun is done. */
    void awaitQuiet() {
        assertThat(work.awaitQuiescence(30, TimeUnit.SECONDS))
                .as("the hub's work ends")
                .isTrue();
        assertThat(failures).isEmpty();
    }

    /** Tells the history what the streams have: all of it. */
    void readStreams() {
        for (Realm realm : REALMS) {
            broker.eventLog(realm).ifPresent(log -> {
                Position last = Patience.answer(log.last(realm));
                EventLog.Slice all = Patience.answer(log.read(realm, new Position(last.epoch(), 0), Integer.MAX_VALUE));
                assertThat(all.complete()).isTrue();
                history.read(realm, all.events());
            });
        }
    }

    void close() {
        hub.close();
        awaitQuiet();
    }
}
