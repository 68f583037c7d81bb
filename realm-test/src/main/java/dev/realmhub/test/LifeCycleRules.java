package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How listening and the link end, and what is too large for it. */
interface LifeCycleRules extends Bus {
    @Test
    default void nothingArrivesAtAClosedSubscription() {
        Broker sender = connect();
        Broker receiver = connect();
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear before = Ear.of(receiver, "n").attending(lobby);
        sender.publish(lobby, Publication.of("one"));
        before.hearsNext(lobby, "one");

        before.stop();
        Ear after = Ear.of(receiver, "n").attending(lobby);
        sender.publish(lobby, Publication.of("two"));

        after.hearsNext(lobby, "two");
        before.heardNothing();
    }

    @Test
    default void closingASubscriptionTwiceEndsNoOther() {
        Broker backend = connect();
        Broker.Commands service =
                new Broker.Commands("move", command -> CompletableFuture.completedStage(Outcome.ok()));
        Broker.Subscription first = backend.subscribe(service);
        backend.subscribe(service);
        first.close();
        first.close();
        assertThat(Patience.answer(connect().request(Asked.command("move", ""))))
                .isEqualTo(Outcome.ok());
    }

    @Test
    default void aClosedBrokerRefusesToPublish() {
        Broker broker = closed();
        Publication hello = Publication.of("hello");
        BrokerException refused =
                catchThrowableOfType(BrokerException.class, () -> broker.publish(Address.everyone(), hello));
        assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);
    }

    @Test
    default void requestsOnAClosedBrokerFailWithNotConnected() {
        Broker broker = closed();
        assertThat(Patience.fault(broker.request(Asked.command("move", "")))).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(Patience.fault(broker.request(Asked.resolve("/")))).isEqualTo(Fault.NOT_CONNECTED);
    }

    @Test
    default void aClosedBrokerRefusesToSubscribe() {
        Broker broker = closed();
        BrokerException refused = catchThrowableOfType(BrokerException.class, () -> Ear.of(broker, "n"));
        assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);
    }

    @Test
    default void closingABrokerTwiceIsClosingItOnce() {
        Broker broker = closed();
        broker.close();
        assertThat(Patience.fault(broker.request(Asked.resolve("/")))).isEqualTo(Fault.NOT_CONNECTED);
    }

    @Test
    default void aSubscriptionOfAClosedBrokerCanStillBeClosed() {
        Broker broker = connect();
        Ear ear = Ear.of(broker, "n");
        broker.close();
        ear.stop();
        ear.heardNothing();
    }

    @Test
    default void aPublicationTooLargeForTheBusIsRefusedAndTheLinkLives() {
        assumeTrue(maxPayload() > 0, "this bus has no limit");
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        Publication tooLarge = Publication.of(Payload.binary(new byte[2 * maxPayload()]));
        BrokerException refused =
                catchThrowableOfType(BrokerException.class, () -> sender.publish(Address.everyone(), tooLarge));
        assertThat(refused.fault()).isEqualTo(Fault.TOO_LARGE);

        sender.publish(Address.everyone(), Publication.of("still here"));
        ear.hearsNext(Address.everyone(), "still here");
    }

    @Test
    default void aCommandTooLargeForTheBusFailsWithTooLargeAndTheLinkLives() {
        assumeTrue(maxPayload() > 0, "this bus has no limit");
        Asked.echo(connect(), "echo");
        Broker node = connect();
        Payload tooLarge = Payload.binary(new byte[2 * maxPayload()]);
        assertThat(Patience.fault(node.request(Asked.command("echo", tooLarge, true))))
                .isEqualTo(Fault.TOO_LARGE);
        assertThat(Patience.answer(node.request(Asked.command("echo", "e4"))))
                .isEqualTo(Outcome.ok(Payload.text("e4")));
    }

    @Test
    default void anAnswerTooLargeForTheBusFailsTheRequestAndTheServiceLives() {
        assumeTrue(maxPayload() > 0, "this bus has no limit");
        Payload tooLarge = Payload.binary(new byte[2 * maxPayload()]);
        Asked.serve(connect(), "ask", c -> Outcome.ok(c.payload().size() == 0 ? tooLarge : c.payload()));
        Broker node = connect();
        assertThat(Patience.fault(node.request(Asked.command("ask", "")))).isIn(Fault.FAILED, Fault.TOO_LARGE);
        assertThat(Patience.answer(node.request(Asked.command("ask", "e4")))).isEqualTo(Outcome.ok(Payload.text("e4")));
    }

    private Broker closed() {
        Broker broker = connect();
        broker.close();
        return broker;
    }
}
