package dev.realmhub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out who connects. Implemented by applications. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Returns who this is. Called once per connection, before the upgrade where the container allows it, on a container
     * thread; must not block. The hub keeps the deadline ({@link HubConfig#authenticateDeadline()}).
     *
     * <p>To refuse, complete with a {@link RefusedException} of {@link CloseReason#LOGIN} or {@link
     * CloseReason#FORBIDDEN}. Anything else that is thrown, null, and a missed deadline refuse too, with {@link
     * CloseReason#RESOLVER_FAILED} or {@link CloseReason#DEADLINE}.
     */
    CompletionStage<User> authenticate(Handshake handshake);

    /** Returns one that lets everyone in as a new anonymous user: the default. */
    static Authenticator anonymous() {
        return handshake -> CompletableFuture.completedStage(User.newAnonymous());
    }
}
