package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How commands and their outcomes look at the other end. */
interface CommandRules extends Bus {
    @Test
    default void allFieldsOfACommandArrive() {
        User alice = User.of("alice", Map.of("rating", "1500", "na me\u00e9", "a=b;c\r\n\ud83c\udfb2", "empty", ""));
        Membership place = Membership.of(Realm.of("game", "a.b*c \u00e9"), "pl\u00e4yer > 1");
        arrives(new Command(
                "Move_1-x",
                Payload.binary(new byte[] {0, 1, -1}),
                alice,
                new Address.OfClient("node-A_1", "Client-B_2"),
                Optional.of(place),
                Asked.inAMinute(),
                true,
                1_700_000_000_007L));
    }

    @Test
    default void aCommandOfAnAnonymousUserInNoRealmArrives() {
        arrives(new Command(
                "raw",
                Payload.text("gr\u00fc\u00df dich"),
                User.newAnonymous(),
                Asked.CLIENT,
                Optional.empty(),
                Asked.inAMinute(),
                true));
    }

    @Test
    default void aCommandFromAMembershipWithoutARoleArrives() {
        arrives(new Command(
                "say",
                Payload.empty(),
                User.of("a.b>*"),
                Asked.CLIENT,
                Optional.of(Membership.of(Realm.of("lobby"))),
                Asked.inAMinute(),
                true));
    }

    @Test
    default void theLagOfTheClientAndTheTraceArriveWithACommand() {
        arrives(Asked.command("move", "").with(35, Asked.TRACE));
    }

    @Test
    default void commandsFromEveryLawfulRealmAndUserArrive() {
        Broker backend = connect();
        BlockingQueue<Command> got = new LinkedBlockingQueue<>();
        Asked.serve(backend, "say", command -> remember(got, command));
        Broker node = connect();
        Stream<Command> fromUsers = Odd.ids().map(id -> from(User.of(id), Membership.of(Realm.of("x"))));
        Stream<Command> fromRealms = Odd.realms().map(realm -> from(User.of("x"), Membership.of(realm, "y")));
        Stream.concat(fromUsers, fromRealms).forEach(sent -> {
            Patience.answer(node.request(sent));
            assertThat(Patience.take(got)).isEqualTo(sent);
        });
    }

    @Test
    default void textAndBinaryCommandsAndAnswersArriveAsTheyAre() {
        Asked.echo(connect(), "echo");
        Broker node = connect();
        assertThat(Odd.payloads())
                .allSatisfy(payload -> assertThat(Patience.answer(node.request(Asked.command("echo", payload, true))))
                        .isEqualTo(Outcome.ok(payload)));
    }

    @Test
    default void eachKindOfOutcomeArrives() {
        Stream.of(
                        Outcome.ok(),
                        Outcome.ok(Payload.text("done \u00e9")),
                        Outcome.ok(Payload.binary(new byte[] {1, 0, -1})),
                        Outcome.ok(Payload.binary(new byte[0])),
                        Outcome.rejected("not_your-Turn1", "It is Bob\u2019s turn.\r\n\ud83c\udfb2"),
                        Outcome.rejected("no", ""),
                        new Outcome.Unavailable(),
                        new Outcome.Unknown())
                .forEach(this::comesBack);
    }

    @Test
    default void anUnansweredCommandIsOkAsSoonAsItIsOnItsWay() {
        BlockingQueue<Command> got = new LinkedBlockingQueue<>();
        connect().subscribe(new Broker.Commands("log", command -> {
            got.add(command);
            return new CompletableFuture<>();
        }));
        Command sent = Asked.command("log", Payload.text("seen"), false);
        assertThat(Patience.answer(connect().request(sent))).isEqualTo(Outcome.ok());
        assertThat(Patience.take(got)).isEqualTo(sent);
    }

    private void comesBack(Outcome outcome) {
        Broker.Subscription service = Asked.serve(connect(), "move", command -> outcome);
        assertThat(Patience.answer(connect().request(Asked.command("move", ""))))
                .isEqualTo(outcome);
        service.close();
    }

    private void arrives(Command sent) {
        BlockingQueue<Command> got = new LinkedBlockingQueue<>();
        Asked.serve(connect(), sent.type(), command -> remember(got, command));
        Patience.answer(connect().request(sent));
        Command there = Patience.take(got);
        assertThat(there.deadline().truncatedTo(ChronoUnit.MILLIS)).isEqualTo(sent.deadline());
        assertThat(there).isEqualTo(sent);
    }

    private static Outcome remember(BlockingQueue<Command> log, Command command) {
        log.add(command);
        return Outcome.ok();
    }

    private static Command from(User user, Membership membership) {
        return new Command(
                "say", Payload.empty(), user, Asked.CLIENT, Optional.of(membership), Asked.inAMinute(), true);
    }
}
