package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import org.junit.jupiter.api.Test;

/** What arrives, where, and how it looks there. */
interface DeliveryRules extends Bus {
    @Test
    default void aPublicationToARealmArrivesAtEveryNode() {
        Address game = Address.realm(Realm.of("game", "abc"));
        arrivesAtEveryNode(game, game);
    }

    @Test
    default void aPublicationToAUserArrivesAtEveryNode() {
        arrivesAtEveryNode(Address.user("alice"), Address.user("alice"));
    }

    @Test
    default void aPublicationToAUserInARealmArrivesAtEveryNode() {
        arrivesAtEveryNode(Address.userInRealm("alice", Realm.of("game", "abc")), Address.user("alice"));
    }

    @Test
    default void aPublicationToEveryoneArrivesAtEveryNode() {
        Broker sender = connect();
        Ear first = Ear.of(connect(), "first");
        Ear second = Ear.of(connect(), "second");
        sender.publish(Address.everyone(), Publication.of("hello"));
        first.hearsNext(Address.everyone(), "hello");
        second.hearsNext(Address.everyone(), "hello");
    }

    @Test
    default void aPublicationToAClientArrivesAtItsOwnNodeOnly() {
        Broker sender = connect();
        Ear first = Ear.of(connect(), "first");
        Ear second = Ear.of(connect(), "second");
        Address toFirst = Address.client("first", "c-1");
        Address toSecond = Address.client("second", "c-1");

        sender.publish(toFirst, Publication.of("for the first"));
        sender.publish(toSecond, Publication.of("for the second"));
        sender.publish(toFirst, Publication.of("the end"));

        second.hearsNext(toSecond, "for the second");
        first.hearsNext(toFirst, "for the first");
        first.hearsNext(toFirst, "the end");
        second.heardNothing();
    }

    /** The sender's own node is a node like any other. */
    @Test
    default void aNodeHearsWhatItsOwnConnectionPublishes() {
        Broker both = connect();
        Ear ear = Ear.of(both, "n");
        both.publish(Address.everyone(), Publication.of("echo"));
        ear.hearsNext(Address.everyone(), "echo");
    }

    @Test
    default void eachPublicationArrivesAtMostOnce() {
        Broker sender = connect();
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear ear = Ear.of(connect(), "n").attending(lobby);
        for (int i = 0; i < 100; i++) {
            sender.publish(lobby, Publication.of("message " + i));
        }
        for (int i = 0; i < 100; i++) {
            ear.hearsNext(lobby, "message " + i);
        }
        ear.heardNothing();
    }

    @Test
    default void viewsByUserAndRoleArriveWithThePublication() {
        Publication sent = Publication.of("for observers")
                .viewOfUser("alice", Payload.text("rack of alice"))
                .viewOfUser("b.o*b > 100%/\u00e9\ud83c\udfb2", Payload.binary(new byte[] {0, -1, 7}))
                .viewOfRole("referee", Payload.empty())
                .viewOfRole("\u5bdf \u8005", Payload.text("all racks"));
        assertThat(theSameThere(sent)).isTrue();
    }

    @Test
    default void aHiddenPublicationStaysHiddenFromAllOthers() {
        assertThat(theSameThere(Publication.hidden().viewOfRole("player", Payload.text("secret"))))
                .isTrue();
    }

    @Test
    default void theRuleForClientsThatAreBehindArrivesWithThePublication() {
        assertThat(theSameThere(Publication.of("9:59").latest("clock of \u00e9")))
                .isTrue();
        assertThat(theSameThere(Publication.of("cheers").bestEffort())).isTrue();
    }

    @Test
    default void theTraceOfAPublicationArrivesWithIt() {
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear ear = Ear.of(connect(), "n").attending(lobby);
        connect().publish(lobby, Publication.of("traced").traced(Asked.TRACE));
        assertThat(ear.next().publication().trace()).isEqualTo(Asked.TRACE);
    }

    @Test
    default void textAndBinaryPayloadsArriveAsTheyAre() {
        assertThat(Odd.payloads()).allMatch(payload -> theSameThere(Publication.of(payload)));
    }

    @Test
    default void realmsOfEveryLawfulCharacterArriveUnchanged() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n").attending(Address.user("alice"));
        Odd.realms().forEach(realm -> {
            ear.attending(Address.realm(realm));
            sender.publish(Address.realm(realm), Publication.of("to " + realm));
            ear.hearsNext(Address.realm(realm), "to " + realm);
            sender.publish(Address.userInRealm("alice", realm), Publication.of("to alice in " + realm));
            ear.hearsNext(Address.userInRealm("alice", realm), "to alice in " + realm);
        });
        ear.heardNothing();
    }

    @Test
    default void usersOfEveryLawfulCharacterArriveUnchanged() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        Realm lobby = Realm.of("lobby");
        Odd.ids().forEach(user -> {
            ear.attending(Address.user(user));
            sender.publish(Address.user(user), Publication.of("to " + user));
            ear.hearsNext(Address.user(user), "to " + user);
            sender.publish(Address.userInRealm(user, lobby), Publication.of(user + " in the lobby"));
            ear.hearsNext(Address.userInRealm(user, lobby), user + " in the lobby");
        });
        ear.heardNothing();
    }

    @Test
    default void whatNobodyListensToIsLostWithoutAnError() {
        Broker broker = connect();
        Address lobby = Address.realm(Realm.of("lobby"));
        broker.publish(lobby, Publication.of("too early"));
        Ear ear = Ear.of(broker, "n").attending(lobby);
        broker.publish(lobby, Publication.of("in time"));
        ear.hearsNext(lobby, "in time");
    }

    private void arrivesAtEveryNode(Address address, Address attended) {
        Broker sender = connect();
        Ear first = Ear.of(connect(), "first").attending(attended);
        Ear second = Ear.of(connect(), "second").attending(attended);
        sender.publish(address, Publication.of("hello"));
        first.hearsNext(address, "hello");
        second.hearsNext(address, "hello");
    }

    private boolean theSameThere(Publication sent) {
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear ear = Ear.of(connect(), "n").attending(lobby);
        connect().publish(lobby, sent);
        Publication got = ear.next().publication();
        ear.stop();
        return got.common().equals(sent.common())
                && got.userViews().equals(sent.userViews())
                && got.roleViews().equals(sent.roleViews())
                && got.overflow() == sent.overflow()
                && got.key().equals(sent.key());
    }
}
