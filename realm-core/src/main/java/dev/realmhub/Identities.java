package dev.realmhub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who somebody is: asks the application, under guard.
 *
 * <p>Thread-safe.
 */
final class Identities {
    /** What a page says in its address if its first message is a {@link ClientProtocol.Login}. */
    private static final String LOGIN = "login";

    private final Authenticator authenticator;
    private final Guard<User> guard;

    Identities(Authenticator authenticator, Guard<User> guard) {
        this.authenticator = authenticator;
        this.guard = guard;
    }

    /** Returns whether it is still to be said who it is. */
    static boolean comeLater(Handshake handshake) {
        return handshake.query(LOGIN).isPresent();
    }

    /**
     * Asks who it is; fails with nothing but a {@link RefusedException}. Who is to say so later is nobody in particular until
     * then.
     */
    CompletionStage<User> of(Handshake handshake) {
        return comeLater(handshake) ? CompletableFuture.completedStage(User.newAnonymous()) : ask(handshake);
    }

    /** Asks whose a token is, as if the handshake had brought it. */
    CompletionStage<User> of(Handshake handshake, String token) {
        return ask(handshake.withBearer(token));
    }

    private CompletionStage<User> ask(Handshake handshake) {
        return guard.call(() -> authenticator.authenticate(handshake));
    }
}
