package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a node is brought once it has asked for it; a bus that brings everything keeps these without doing anything. */
interface AttendanceRules extends Bus {
    @Test
    default void whatIsPublishedAfterAnAttendanceHasBegunArrives() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        Stream.of(
                        Address.realm(Realm.of("lobby")),
                        Address.realm(Realm.of("game", "abc")),
                        Address.realm(Realm.of(KEPT.name())),
                        Address.realm(Realm.of(KEPT.name(), "abc")),
                        Address.user("alice"))
                .forEach(address -> {
                    ear.attend(address);
                    sender.publish(address, Publication.of("to " + address));
                    ear.hearsNext(address, "to " + address);
                });
        ear.heardNothing();
    }

    @Test
    default void whoAttendsToAUserHearsWhatIsForHimInAnyRealm() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n").attending(Address.user("alice"));
        Address there = Address.userInRealm("alice", Realm.of("game", "abc"));
        sender.publish(there, Publication.of("your turn"));
        ear.hearsNext(there, "your turn");
    }

    @Test
    default void whatIsForEveryoneAndForTheNodesOwnClientsNeedsNoAttendance() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        sender.publish(Address.everyone(), Publication.of("to all"));
        sender.publish(Address.client("n", "c"), Publication.of("to one"));
        ear.hearsNext(Address.everyone(), "to all");
        ear.hearsNext(Address.client("n", "c"), "to one");
    }

    @Test
    default void attendingTwiceBringsEachPublicationOnceAndLastsUntilTheSecondEnd() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        Address lobby = Address.realm(Realm.of("lobby"));
        Broker.Attendance first = ear.attend(lobby);
        ear.attend(lobby);
        sender.publish(lobby, Publication.of("one"));
        first.end().run();
        first.end().run();
        sender.publish(lobby, Publication.of("two"));
        ear.hearsNext(lobby, "one");
        ear.hearsNext(lobby, "two");
        ear.heardNothing();
    }

    @Test
    default void anAttendanceThatEndedCanBeginAgain() {
        Broker sender = connect();
        Ear ear = Ear.of(connect(), "n");
        Address lobby = Address.realm(Realm.of("lobby"));
        for (int i = 0; i < 20; i++) {
            Broker.Attendance attendance = ear.attend(lobby);
            sender.publish(lobby, Publication.of("time " + i));
            ear.hearsNext(lobby, "time " + i);
            attendance.end().run();
        }
    }

    @Test
    default void twoNodesOfOneConnectionAttendEachForItself() {
        Broker sender = connect();
        Broker shared = connect();
        Address lobby = Address.realm(Realm.of("lobby"));
        Ear first = Ear.of(shared, "first");
        Ear second = Ear.of(shared, "second").attending(lobby);
        Broker.Attendance ended = first.attend(lobby);
        sender.publish(lobby, Publication.of("to both"));
        first.hearsNext(lobby, "to both");
        second.hearsNext(lobby, "to both");
        ended.end().run();
        sender.publish(lobby, Publication.of("to the second"));
        second.hearsNext(lobby, "to the second");
    }
}
