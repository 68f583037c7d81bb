package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of docs/subjects.md. */
class SubjectsTest {
    private final Subjects subjects = new Subjects("rh");

    @Test
    void eachAddressHasItsSubject() {
        assertThat(subjects.of(Address.realm(Realm.of("game", "a.b", "\u00e9"))))
                .isEqualTo("rh.realm.game.a%2Eb.%C3%A9");
        assertThat(subjects.of(Address.user("alice"))).isEqualTo("rh.user.alice");
        assertThat(subjects.of(Address.userInRealm("a b", Realm.of("lobby")))).isEqualTo("rh.user.a%20b");
        assertThat(subjects.of(Address.client("n-1", "c_2"))).isEqualTo("rh.client.n-1.c_2");
        assertThat(subjects.of(Address.everyone())).isEqualTo("rh.all");
    }

    @Test
    void aCommandsSubjectTellsItsTypeAndSender() {
        String subject = subjects.of(command(User.of("a.b")));
        assertThat(subject).isEqualTo("rh.in.move.auth.a%2Eb.n-1.c-1");
        assertThat(subjects.sender(subject))
                .isEqualTo(new Subjects.Sender("move", false, "a.b", new Address.OfClient("n-1", "c-1")));
        assertThat(subjects.of(command(new User("x", true, Map.of())))).startsWith("rh.in.move.anon.x.");
    }

    static Stream<Address> addresses() {
        return TokensTest.lawfulIds()
                .flatMap(id -> Stream.of(
                        Address.user(id), Address.realm(Realm.of(id)), Address.userInRealm(id, Realm.of("game", id))));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressComesBackFromSubjectAndHeader(Address address) {
        String subject = subjects.of(address);
        assertThat(subject).matches("rh(\\.[A-Za-z0-9_%-]+)+");
        assertThat(subjects.address(subject, subjects.realmHeader(address))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rh",
                "rh.",
                "other.realm.game",
                "rhx.realm.game",
                "rh.realm",
                "rh.realm.",
                "rh.realm.a..b",
                "rh.realm.a*b",
                "rh.realm.%61",
                "rh.realm.1.2.3.4.5.6.7.8.9",
                "rh.realm.a%3Ab",
                "rh.realm.%00",
                "rh.user",
                "rh.user.a.b",
                "rh.client.n",
                "rh.client.n.c.x",
                "rh.client.%C3%A9.c",
                "rh.all.x",
                "rh.resolve",
                "rh.in.move.auth.a.n.c"
            })
    void aSubjectOfNoPublicationIsMalformed(String subject) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> subjects.address(subject, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rh.in.move.auth.a.n", "rh.in.move.auth.a.n.c.x", "rh.in.move.root.a.n.c", "rh.in.move.auth..n.c",
                "rh.in.move.auth.a%2.n.c", "rh.in.move.auth.a.n%20.c", "rh.own.move.auth.a.n.c", "rh.all"
            })
    void aSubjectOfNoCommandIsMalformed(String subject) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> subjects.sender(subject));
    }

    @Test
    void aNodeListensToItsOwnClientsOnly() {
        assertThat(subjects.ownOf("n-1")).containsExactly("rh.client.n-1.*", "rh.all", "rh.order", "rh.beat.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "*", "a.>", "\u00e9", "a\nb"})
    void aPrefixThatIsNoSubjectIsRefused(String prefix) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Subjects(prefix));
    }

    @ParameterizedTest
    @CsvSource({
        "rh.realm.game.abc, false",
        "rh.resolve, false",
        "rh.inbox.abc.1, true",
        "_INBOX.abc, true",
        "backends.inbox.1, true"
    })
    void aReplyGoesNowhereThatItCouldPassForSomethingElse(String subject, boolean allowed) {
        assertThat(subjects.isForReplies(subject)).isEqualTo(allowed);
    }

    private static Command command(User user) {
        return new Command(
                "move",
                Payload.text("e4"),
                user,
                new Address.OfClient("n-1", "c-1"),
                Optional.empty(),
                Instant.EPOCH,
                true);
    }
}
