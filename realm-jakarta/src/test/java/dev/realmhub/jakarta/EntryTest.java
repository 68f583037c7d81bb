package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.User;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Between the upgrade and the moment when the hub has the client. */
@EachWayIn
class EntryTest {
    private final WayIn way;

    EntryTest(WayIn way) {
        this.way = way;
    }

    @Test
    void whatIsSentBeforeTheUserIsKnownIsHeldAndHandledInOrder() {
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = Site.plan(way)
                .hub(hub -> hub.resolver(request -> user.thenCompose(known -> request.askBackend())))
                .open()) {
            assertHeld(site, user);
        }
    }

    /** Says more than can be handled, names the user, and sees that all is handled in order. */
    static void assertHeld(Site site, CompletableFuture<User> user) {
        JsonPeer alice = site.json("");
        for (int i = 0; i < 32; i++) {
            alice.say("{\"ping\":{\"sentMs\":" + i + "}}");
        }
        user.complete(User.of("alice"));
        alice.settled();
        for (int i = 0; i < 32; i++) {
            alice.expect("{\"pong\":{\"sentMs\":" + i + "}}");
        }
    }

    @Test
    void aHubThatFailsToTakeAClientClosesItsConnection() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        AtomicBoolean broken = new AtomicBoolean();
        try (Site site = Site.plan(way)
                .hub(hub -> hub.authenticator(handshake -> {
                            broken.set(true);
                            return CompletableFuture.completedStage(User.of("alice"));
                        })
                        .time(scheduler, () -> read(broken), InstantSource.system()))
                .open()) {
            WsPeer unlucky = site.raw("");
            assertThat(unlucky.nextClose().closeCode()).isEqualTo(1011);
            unlucky.awaitEnd();
            broken.set(false);
            assertThat(site.hub().clientCount()).isZero();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static long read(AtomicBoolean broken) {
        if (broken.get()) {
            throw new IllegalStateException("the clock is broken");
        }
        return System.nanoTime();
    }
}
