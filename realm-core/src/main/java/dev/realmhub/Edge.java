package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the network and a hub: whose pages may connect, from where they really come, how many there may be, and how
 * much they may say.
 *
 * <p>Thread-safe.
 */
final class Edge {
    private final OriginRules origins;
    private final Proxies proxies;
    private final BiConsumer<Client, CloseReason> close;
    final Admission admission;
    final OnePerUser onePerUser;
    final Pace pace;
    final Budget waiting;
    final Terms terms;
    final Duration greetingDeadline;

    Edge(
            HubBuilder builder,
            RealmRegistry registry,
            Timers timers,
            Notices notices,
            HubEvents events,
            BiConsumer<Client, CloseReason> close) {
        Bounds bounds = builder.config.bounds();
        this.origins = builder.origins.copy();
        this.proxies = builder.proxies.copy();
        this.close = close;
        this.admission = new Admission(bounds, registry, events);
        this.onePerUser = new OnePerUser(builder.onePerUser, builder.broker, registry, close, events);
        this.pace = new Pace(bounds, timers);
        this.waiting = new Budget(bounds.nodeOutboxBytes());
        this.terms = new Terms(builder.config, Heartbeat.SWEEP, timers, notices);
        this.greetingDeadline = bounds.greetingDeadline();
    }

    boolean allowsOrigin(Handshake handshake) {
        return origins.allows(handshake);
    }

    /** Returns a handshake as it came to the first of our proxies. */
    Handshake seenThrough(Handshake handshake) {
        return proxies.seenThrough(handshake);
    }

    /** Asks who it is, unless it is one too many; fails with nothing but a {@link RefusedException}, which is counted. */
    CompletionStage<User> authenticate(Handshake handshake, Function<Handshake, CompletionStage<User>> ask) {
        if (!origins.allows(handshake)) {
            return refused(CloseReason.FORBIDDEN.withText("this origin is not allowed: " + handshake.origin()));
        }
        Handshake seen = seenThrough(handshake);
        CloseReason tooMany = admission.objection(seen.remoteAddress(), 1);
        if (tooMany != null) {
            return refused(tooMany);
        }
        return ask.apply(seen).whenComplete((user, failure) -> {
            if (failure != null) {
                admission.refused(RefusedException.reasonOf(failure));
            }
        });
    }

    private CompletionStage<User> refused(CloseReason reason) {
        admission.refused(reason);
        return CompletableFuture.failedStage(new RefusedException(reason));
    }

    /** Returns why a client that has been counted is one too many; null if it is not. */
    @Nullable
    CloseReason objection(Client client) {
        return admission.objection(client.handshake().remoteAddress(), 0);
    }

    /** A client has become live, or another user's. Those who came at the same time did not see each other before. */
    void owned(Client client) {
        CloseReason tooMany = admission.objection(client.user(), 0);
        if (tooMany != null) {
            close.accept(client, tooMany);
        } else {
            onePerUser.came(client);
        }
    }

    void sweep() {
        pace.sweep();
        admission.sweep();
    }
}
