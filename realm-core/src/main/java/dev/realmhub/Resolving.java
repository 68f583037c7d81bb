package dev.realmhub;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the resolver which realms a client gets. Thread-safe. */
final class Resolving {
    private static final CloseReason TOO_MANY_HERE = CloseReason.UNAVAILABLE.withText("this node has too many realms");

    private final RealmResolver resolver;
    private final Broker broker;
    private final Guard<List<Membership>> guard;
    private final int most;
    private final int mostOfNode;
    private final RealmRegistry registry;

    Resolving(
            RealmResolver resolver,
            Broker broker,
            HubConfig config,
            Timers timers,
            RealmRegistry registry,
            HubEvents events) {
        this.registry = registry;
        this.mostOfNode = config.bounds().realms();
        this.resolver = resolver;
        this.broker = broker;
        this.guard =
                new Guard<>("resolver", config.concurrentResolves(), config.resolveDeadline(), timers, events::failed);
        this.most = config.realmsPerClient();
    }

    /** Returns what a user is granted for a path on a client; fails with nothing but a {@link RefusedException}. */
    CompletableFuture<List<Membership>> grant(Client client, User user, String target) {
        ResolveRequest request = ResolveRequest.of(client.handshake(), target, user, client.address())
                .withBackend(broker::request);
        return guard.call(() -> resolver.resolve(request).thenApply(this::granted));
    }

    private List<Membership> granted(Resolution answer) {
        if (answer.isAbstained()) {
            throw new RefusedException(CloseReason.NO_SUCH_REALM);
        }
        answer.refusal().ifPresent(reason -> {
            throw new RefusedException(reason);
        });
        if (answer.memberships().size() > most) {
            throw new RefusedException(CloseReason.TOO_MANY_REALMS);
        }
        if (registry.realms() >= mostOfNode && answer.memberships().stream().anyMatch(this::isNew)) {
            throw new RefusedException(TOO_MANY_HERE);
        }
        return answer.memberships();
    }

    private boolean isNew(Membership membership) {
        return registry.members(membership.realm()).isEmpty();
    }
}
