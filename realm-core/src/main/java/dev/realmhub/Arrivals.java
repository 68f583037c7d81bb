package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a client is and what it knows: when it connects, when it comes back, and when it logs in on a live connection.
 *
 * <p>Thread-safe.
 */
final class Arrivals {
    /** How long a client that has said that it comes back may take to say from where. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** What a page says in its address if its first message is a {@link ClientProtocol.Resume}. */
    private static final String RESUME = "resume";

    private final Authenticator authenticator;
    private final Guard<User> guard;
    private final Navigation navigation;
    private final Welcomes welcomes;
    private final Notices notices;
    private final Timers timers;
    private final Executor executor;
    private final Consumer<Client> whenLive;

    /**
     * Makes one.
     *
     * @param whenLive called with each client that has become live
     */
    Arrivals(
            Authenticator authenticator,
            Guard<User> guard,
            Navigation navigation,
            Welcomes welcomes,
            Notices notices,
            Timers timers,
            Executor executor,
            Consumer<Client> whenLive) {
        this.authenticator = authenticator;
        this.guard = guard;
        this.navigation = navigation;
        this.welcomes = welcomes;
        this.notices = notices;
        this.timers = timers;
        this.executor = executor;
        this.whenLive = whenLive;
    }

    /** Asks who it is; fails with nothing but a {@link RefusedException}. */
    CompletionStage<User> authenticate(Handshake handshake) {
        return guard.call(() -> authenticator.authenticate(handshake));
    }

    /** A client is connected. */
    void come(Client client) {
        if (client.handshake().query(RESUME).isPresent()) {
            client.expectsComeback(true);
            timers.after(LONGEST_SILENCE, () -> comeAnew(client));
        } else {
            enter(client, Comeback.NONE);
        }
    }

    /** It was there before. */
    void comeBack(Client client, ClientProtocol.Resume resume) {
        if (endExpectation(client)) {
            enter(client, welcomes.know(client, resume));
        }
    }

    /** It has not said what it knows. */
    void comeAnew(Client client) {
        if (endExpectation(client)) {
            enter(client, Comeback.NONE);
        }
    }

    private static boolean endExpectation(Client client) {
        synchronized (client) {
            boolean expected = client.expectsComeback();
            client.expectsComeback(false);
            return expected;
        }
    }

    private void enter(Client client, Comeback comeback) {
        navigation.enter(client, comeback, whenLive);
    }

    /** Makes a live client the user's whom a token stands for. */
    void login(Client client, long id, String token) {
        CompletionStage<User> answer = authenticate(client.handshake().withBearer(token));
        answer.whenCompleteAsync((user, failure) -> settle(client, id, user, failure), executor);
    }

    private void settle(Client client, long id, @Nullable User user, @Nullable Throwable failure) {
        if (user != null) {
            navigation.login(client, id, user);
        } else {
            notices.tell(client, new ClientProtocol.NotLoggedIn(id, RefusedException.reasonOf(failure)));
        }
    }
}
