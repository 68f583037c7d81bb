package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.realmhub.Hub;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Between the upgrade and the moment when the hub has the client. */
@ParameterizedClass
@EnumSource(WayIn.class)
class EntryTest {
    private static final int LIMIT = 8 * 1024;

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

    @Test
    void whatIsSentBeforeTheUserIsAuthenticatedIsHeldAndHandledInOrder() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            assertHeld(site, user);
        }
    }

    private static void assertHeld(Site site, CompletableFuture<User> user) {
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
    void noMoreIsHeldForAnUnknownUserThanForAKnownOne() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        try (Site site = openWith(new CompletableFuture<>())) {
            WsPeer hasty = site.raw("");
            for (int i = 0; i < 33; i++) {
                hasty.sendText("me first");
            }
            assertThat(hasty.nextClose().closeCode()).isEqualTo(4413);
            WsPeer fat = site.raw("");
            fat.send(WsPeer.BINARY, new byte[LIMIT + 1]);
            assertThat(fat.nextClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aClientThatGoesBeforeItsUserIsKnownLeavesNothingBehind() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            WsPeer impatient = site.raw("");
            impatient.sendClose(1000);
            impatient.awaitEnd();
            user.complete(User.of("alice"));
            Patience.until("no client is left", () -> site.hub().clientCount() == 0);
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

    @Test
    void whatWasHeldAndCannotBeReadClosesTheConnectionAndNoMoreIsRead() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        CompletableFuture<User> user = new CompletableFuture<>();
        Failing protocol = new Failing();
        try (Site site = Site.plan(way)
                .protocol(protocol)
                .hub(hub -> hub.authenticator(handshake -> user)
                        .resolver(request -> CompletableFuture.completedStage(Resolution.of(Realm.of("lobby"))))
                        .executor(Runnable::run))
                .open()) {
            WsPeer unlucky = site.knock("").offering("failing.v1").enter();
            unlucky.sendText("one");
            unlucky.sendText("two");
            unlucky.send(WsPeer.PING, new byte[0]);
            assertThat(unlucky.nextFrame().opcode()).as("all is held").isEqualTo(WsPeer.PONG);
            user.complete(User.of("alice"));
            assertThat(unlucky.nextClose().closeCode()).isEqualTo(1011);
            unlucky.awaitEnd();
            assertThat(protocol.asked()).hasValue(1);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    private Site openWith(CompletableFuture<User> user) {
        return Site.plan(way)
                .hub((Hub.Builder hub) -> hub.authenticator(handshake -> user))
                .open();
    }
}
