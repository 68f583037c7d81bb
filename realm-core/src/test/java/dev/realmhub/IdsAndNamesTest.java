package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users, memberships, addresses, commands: what ids they take. */
class IdsAndNamesTest {
    private static final List<String> UNLAWFUL = List.of("", "\n", "a\u0000b", "\ud83c", "x".repeat(129));
    private static final List<String> NOT_PLAIN = List.of("", "a.b", "*", ">", " ", "\u00e9", "a\nb", "x".repeat(65));

    static Stream<Consumer<String>> idsOfUsersAndRoles() {
        return Stream.of(
                User::of,
                Address::user,
                id -> Address.userInRealm(id, Realm.of("x")),
                id -> Publication.of("").viewOfUser(id, Payload.empty()),
                id -> Publication.of("").viewOfRole(id, Payload.empty()));
    }

    @ParameterizedTest
    @MethodSource("idsOfUsersAndRoles")
    void idsOfUsersAndRolesMayHoldAnythingThatIsNoControlCharacter(Consumer<String> taker) {
        for (String lawful : List.of("alice", "a.b*>", "a:b", " ", "\ud83c\udfb2", "x".repeat(128))) {
            assertThatCode(() -> taker.accept(lawful)).doesNotThrowAnyException();
        }
        for (String unlawful : UNLAWFUL) {
            assertThatThrownBy(() -> taker.accept(unlawful)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    static Stream<Consumer<String>> namesOfNodesClientsAndTypes() {
        Broker broker = Broker.local();
        return Stream.of(
                id -> Address.client(id, "c"),
                id -> Address.client("n", id),
                id -> Hub.builder(broker).node(id),
                id -> HubConfig.builder().rawCommand(id),
                id -> ClientProtocol.raw(id),
                id -> new Broker.Node(id, (address, publication) -> {}),
                id -> new Broker.Commands(id, command -> {
                    throw new AssertionError();
                }),
                id -> Backend.builder(broker).on(id, (command, reply) -> {}),
                id -> Outcome.rejected(id, ""),
                id -> new Command(
                        id,
                        Payload.empty(),
                        User.of("x"),
                        new Address.OfClient("n", "c"),
                        Optional.empty(),
                        Instant.EPOCH,
                        true));
    }

    @ParameterizedTest
    @MethodSource("namesOfNodesClientsAndTypes")
    void namesOfNodesClientsAndTypesArePlainSoTheyCanShiftNoSubject(Consumer<String> taker) {
        for (String plain : List.of("a", "Az09_-", "x".repeat(64))) {
            assertThatCode(() -> taker.accept(plain)).doesNotThrowAnyException();
        }
        for (String other : NOT_PLAIN) {
            assertThatThrownBy(() -> taker.accept(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRoleMayBeEmptyButNotUnlawful() {
        assertThat(Membership.of(Realm.of("game", "1"))).hasToString("game:1");
        assertThat(Membership.of(Realm.of("game", "1"), "player")).hasToString("game:1 as player");
        assertThatThrownBy(() -> Membership.of(Realm.of("game"), "\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUserKeepsACopyOfItsClaimsAndNeverShowsThem() {
        Map<String, String> claims = new HashMap<>(Map.of("token", "s3cret"));
        User user = User.of("alice", claims);
        claims.put("admin", "true");
        assertThat(user.claims()).containsOnlyKeys("token");
        assertThat(user).hasToString("alice");
        assertThat(User.newAnonymous().toString()).startsWith("anonymous anon-");
    }

    @Test
    void anonymousUsersAreAllDifferent() {
        assertThat(Stream.generate(User::newAnonymous).limit(1_000).distinct())
                .hasSize(1_000)
                .allMatch(User::anonymous);
    }

    @Test
    void idsOfNodesAndOfLocalStreamsNeverLookLikeAnOptionOfACommandLine() {
        assertThat(Stream.generate(Ids::node).limit(1_000).distinct())
                .hasSize(1_000)
                .allMatch(id -> id.matches("[0-9a-f]{12}"));
    }

    @Test
    void aCommandKnowsItsRealmAndRole() {
        Command player = command(Optional.of(Membership.of(Realm.of("game", "1"), "player")));
        assertThat(player.realm()).isEqualTo(Realm.of("game", "1"));
        assertThat(player.isFrom("player")).isTrue();
        assertThat(player.isFrom("observer")).isFalse();
        assertThat(player).hasToString("command move of alice");
    }

    @Test
    void aCommandOfNoRealmIsRefusedWhereOneIsNeeded() {
        Command nowhere = command(Optional.empty());
        assertThatThrownBy(nowhere::realm)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(4403));
        assertThat(nowhere.isFrom("")).isFalse();
    }

    @Test
    void aResolutionTellsGrantRefusalAndAbstentionApart() {
        Resolution granted = Resolution.of(Realm.of("game", "1"), "player");
        Resolution denied = Resolution.notFound("no such game");
        assertThat(granted.memberships()).containsExactly(Membership.of(Realm.of("game", "1"), "player"));
        assertThat(granted.refusal()).isEmpty();
        assertThat(granted.isAbstained()).isFalse();
        assertThat(denied.refusal()).contains(CloseReason.NO_SUCH_REALM.withText("no such game"));
        assertThat(denied.memberships()).isEmpty();
        assertThat(Resolution.abstained().isAbstained()).isTrue();
        assertThat(List.of(granted, denied, Resolution.abstained()))
                .extracting(Resolution::toString)
                .containsExactly("granted [game:1 as player]", "denied 4404", "abstained");
    }

    private static Command command(Optional<Membership> membership) {
        return new Command(
                "move",
                Payload.empty(),
                User.of("alice", Map.of("token", "s3cret")),
                new Address.OfClient("n", "c"),
                membership,
                Instant.EPOCH,
                true);
    }
}
