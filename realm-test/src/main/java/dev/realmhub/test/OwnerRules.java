package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Command;
import dev.realmhub.Leases.Lease;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Commands to the owner of a realm, and the question who that is. */
interface OwnerRules extends Bus {
    private static Broker.ToOwner to(Realm realm, String text, boolean answered) {
        Command command = new Command(
                "move",
                Payload.text(text),
                User.of("alice", Map.of("rating", "1500")),
                Asked.CLIENT,
                Optional.of(Membership.of(realm, "player")),
                Asked.inAMinute(),
                answered,
                -7);
        return new Broker.ToOwner(command.with(35, Asked.TRACE), 1_700_000_000_007L);
    }

    private static Broker.Subscription own(Broker broker, Realm realm, BlockingQueue<Broker.ToOwner> got) {
        return broker.subscribe(new Broker.Owner(realm, command -> {
            got.add(command);
            return CompletableFuture.completedStage(Outcome.ok(command.command().payload()));
        }));
    }

    @Test
    default void commandsToTheOwnersOfAllLawfulRealmsArriveWhole() {
        Broker backend = connect();
        Broker node = connect();
        BlockingQueue<Broker.ToOwner> got = new LinkedBlockingQueue<>();
        Odd.realms().distinct().forEach(realm -> {
            own(backend, realm, got);
            for (boolean answered : new boolean[] {true, false}) {
                Broker.ToOwner sent = to(realm, "e4 \u00e9", answered);
                assertThat(Patience.answer(node.request(sent))).isEqualTo(Outcome.ok(Payload.text("e4 \u00e9")));
                assertThat(Patience.take(got)).isEqualTo(sent);
            }
        });
        assertThat(got).isEmpty();
    }

    @Test
    default void aCommandToAnOwnerWhoIsNotThereFailsWithNobodyThere() {
        Broker backend = connect();
        Broker node = connect();
        BlockingQueue<Broker.ToOwner> got = new LinkedBlockingQueue<>();
        Broker.Subscription owner = own(backend, Realm.of("game", "1"), got);
        assertThat(Patience.fault(node.request(to(Realm.of("game", "2"), "", true))))
                .isEqualTo(Fault.NOBODY_THERE);
        assertThat(Patience.fault(node.request(to(Realm.of("game"), "", true)))).isEqualTo(Fault.NOBODY_THERE);
        owner.close();
        assertThat(Patience.fault(node.request(to(Realm.of("game", "1"), "", true))))
                .isEqualTo(Fault.NOBODY_THERE);
        assertThat(got).isEmpty();
    }

    @Test
    default void whoWasReplacedHearsTheCommandsTooAndMayLeaveTheAnswerToTheOther() {
        Realm realm = Realm.of("game", "1");
        BlockingQueue<Broker.ToOwner> former = new LinkedBlockingQueue<>();
        connect().subscribe(new Broker.Owner(realm, command -> {
            former.add(command);
            return new CompletableFuture<>();
        }));
        own(connect(), realm, new LinkedBlockingQueue<>());
        assertThat(Patience.answer(connect().request(to(realm, "e4", true)))).isEqualTo(Outcome.ok(Payload.text("e4")));
        assertThat(Patience.take(former).command().payload()).isEqualTo(Payload.text("e4"));
    }

    @Test
    default void aClaimGoesToOneBackendOfItsKindAndItsLeaseComesBack() {
        BlockingQueue<Broker.Claim> got = new LinkedBlockingQueue<>();
        Realm realm = Realm.of("ki.nd *", "a>b");
        Lease lease = new Lease(realm, "holder_1-x", Long.MAX_VALUE);
        for (int i = 0; i < 2; i++) {
            connect().subscribe(new Broker.Claims(realm.kind(), claim -> {
                got.add(claim);
                return CompletableFuture.completedStage(lease);
            }));
        }
        Broker node = connect();
        Broker.Claim claim = new Broker.Claim(realm, 7);
        assertThat(Patience.answer(node.request(claim))).isEqualTo(lease);
        assertThat(Patience.fault(node.request(new Broker.Claim(Realm.of("other"), 0))))
                .isEqualTo(Fault.NOBODY_THERE);
        assertThat(got).containsExactly(claim);
    }

    @Test
    default void aClaimThatTheBackendRefusesFails() {
        connect()
                .subscribe(new Broker.Claims(
                        "game", claim -> CompletableFuture.failedStage(new IllegalStateException("full"))));
        assertThat(Patience.fault(connect().request(new Broker.Claim(Realm.of("game", "1"), 0))))
                .isEqualTo(Fault.FAILED);
    }
}
