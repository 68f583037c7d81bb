package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTicketsTest {
    private static final byte[] SECRET =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final VirtualTime time = new VirtualTime();
    private final EntryTickets tickets = EntryTickets.withKey(Secret.of(SECRET), time);
    private final Authenticator door = tickets.orElse(handshake ->
            CompletableFuture.completedStage(User.of("by " + handshake.bearer().orElse("nothing"))));

    private User enter(Handshake handshake) {
        return door.authenticate(handshake).toCompletableFuture().join();
    }

    private static Handshake with(String ticket) {
        return new Handshake("/", Map.of("ticket", List.of(ticket)), Map.of(), "", "");
    }

    private void assertRefused(String ticket) {
        assertThatThrownBy(() -> enter(with(ticket)))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("4401");
    }

    @Test
    void aTicketIsGoodForItsUserWithItsClaims() {
        User alice = User.of("alice:the=first", Map.of("role & rank", "admin=1:2", "empty", ""));
        assertThat(enter(with(tickets.issue(alice)))).isEqualTo(alice);
        User nobody = User.newAnonymous();
        assertThat(enter(with(tickets.issue(nobody)))).isEqualTo(nobody);
    }

    @Test
    void aTicketIsGoodOnce() {
        String ticket = tickets.issue(User.of("alice"));
        enter(with(ticket));
        assertRefused(ticket);
        time.pass(Duration.ofSeconds(20));
        enter(with(tickets.issue(User.of("bob"))));
        assertRefused(ticket);
    }

    @Test
    void hubsThatShareAStoreTakeATicketOnceTogether() {
        Set<String> claimed = ConcurrentHashMap.newKeySet();
        Authenticator one = sharing(id -> CompletableFuture.completedStage(claimed.add(id)));
        Authenticator other = sharing(id -> CompletableFuture.completedStage(claimed.add(id)));
        String ticket = tickets.issue(User.of("alice"));
        assertThat(one.authenticate(with(ticket)).toCompletableFuture().join().id())
                .isEqualTo("alice");
        assertThat(other.authenticate(with(ticket))).isCompletedExceptionally();
        assertThat(claimed).hasSize(1).allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        String next = tickets.issue(User.of("alice"));
        assertThat(other.authenticate(with(next)).toCompletableFuture().join().id())
                .isEqualTo("alice");
    }

    @Test
    void aStoreThatFailsLetsNobodyIn() {
        Authenticator away = sharing(id -> CompletableFuture.failedStage(new IllegalStateException("away")));
        assertThat(away.authenticate(with(tickets.issue(User.of("alice"))))).isCompletedExceptionally();
    }

    @Test
    void noStoreIsAskedAboutATicketThatIsNotGood() {
        Authenticator door = sharing(id -> {
            throw new AssertionError(id);
        });
        String old = tickets.issue(User.of("alice"));
        time.pass(Duration.ofSeconds(31));
        assertThat(door.authenticate(with(old))).isCompletedExceptionally();
        assertThat(door.authenticate(with("a.b"))).isCompletedExceptionally();
    }

    /** A hub with the same key, which asks a store. */
    private Authenticator sharing(Function<String, CompletionStage<Boolean>> store) {
        return EntryTickets.withKey(Secret.of(SECRET), time)
                .claimedBy(store)
                .orElse(handshake -> CompletableFuture.failedStage(new AssertionError("it has a ticket")));
    }

    @Test
    void aTicketIsGoodForHalfAMinute() {
        String used = tickets.issue(User.of("alice"));
        String old = tickets.issue(User.of("alice"));
        time.pass(Duration.ofSeconds(30));
        enter(with(used));
        time.pass(Duration.ofMillis(1));
        assertRefused(old);
        assertRefused(used);
    }

    @Test
    void aTicketOfAnotherKeyOrForAnotherPurposeIsNone() {
        byte[] other = SECRET.clone();
        other[0]++;
        assertRefused(EntryTickets.withKey(Secret.of(other), time).issue(User.of("alice")));
        Seal.Key key = Seal.Key.of("key", SECRET);
        assertRefused(new Tickets(key, Duration.ofMinutes(2), time.timers()).issue(User.of("alice")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "a", "Ä.Ä"})
    void nonsenseIsNoTicket(String ticket) {
        assertRefused(ticket);
    }

    @Test
    void whoHasNoTicketOrATokenAsWellIsForTheOtherToJudge() {
        assertThat(enter(Handshake.of("/")).id()).isEqualTo("by nothing");
        String ticket = tickets.issue(User.of("alice"));
        assertThat(enter(with(ticket).withBearer("token")).id()).isEqualTo("by token");
        assertThat(enter(with(ticket)).id()).isEqualTo("alice");
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> EntryTickets.withKey(Secret.of(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
