package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.Login;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.Resume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not be seen is not printed. */
class SecretTest {
    private static final String SESAME = "sesame";

    static List<Object> holders() {
        Handshake handshake =
                new Handshake("/", Map.of("ticket", List.of(SESAME)), Map.of("cookie", List.of("s=" + SESAME)), "", "");
        User user = User.of("alice", Map.of("token", SESAME));
        Address.OfClient client = new Address.OfClient("n", "c");
        return List.of(
                Secret.of(SESAME),
                Optional.of(Secret.of(SESAME)),
                new Login(1, SESAME),
                new ClientProtocol.Refresh(1, SESAME),
                new Resume(SESAME, Map.of("lobby", "")),
                new LoggedIn(1, user, SESAME),
                new Pong(1, SESAME),
                handshake,
                user,
                Payload.text(SESAME),
                ResolveRequest.of(handshake, "/?ticket=" + SESAME, user, client),
                new ClientProtocol.Send(1, "move", "", Payload.text(SESAME)),
                Publication.of(SESAME).viewOfUser("alice", Payload.text(SESAME)),
                Outcome.ok(Payload.text(SESAME)),
                Seal.Key.of(
                        "key",
                        "sesamesesamesesamesesamesesamesesame".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void whatHoldsASecretDoesNotPrintIt(Object holder) {
        assertThat(holder.toString()).doesNotContain(SESAME);
    }

    @Test
    void aSecretPrintsAsStarsAndGivesItselfOnlyWhenAsked() {
        Secret secret = Secret.of(SESAME);
        assertThat(secret).hasToString("***");
        assertThat(String.format("%s %s", secret, Secret.of("other"))).isEqualTo("*** ***");
        assertThat(secret.text()).isEqualTo(SESAME);
        assertThat(Secret.of(secret.bytes())).isEqualTo(secret).hasSameHashCodeAs(secret);
        assertThat(secret).isNotEqualTo(Secret.of("sesamE"));
    }

    @Test
    void nobodyChangesASecretFromOutside() {
        byte[] given = {1, 2};
        Secret secret = Secret.of(given);
        given[0] = 9;
        secret.bytes()[1] = 9;
        assertThat(secret.bytes()).containsExactly(1, 2);
    }
}
