package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RealmException;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** A hub whose paths name realms and roles, {@code /r:1=player/r:2=}; answers to {@code ?later} come from other threads. */
final class Playground {
    static final List<Realm> REALMS =
            List.of(Realm.of("r", "0"), Realm.of("r", "1"), Realm.of("r", "2"), Realm.of("r", "3"));

    private final Broker broker = Broker.local();
    private final ForkJoinPool work = new ForkJoinPool(4);
    private final Queue<RealmException> failures = new ConcurrentLinkedQueue<>();
    private final Hub hub = Hub.builder(broker)
            .allowNoOrigin()
            .executor(work)
            .resolver(this::resolve)
            .config(HubConfig.builder().outboxMessages(1_000_000).build()) // nobody is closed as too slow
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

    void close() {
        hub.close();
        awaitQuiet();
    }
}
