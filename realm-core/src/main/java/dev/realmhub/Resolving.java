package dev.realmhub;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks the resolver which realms a client gets. Thread-safe. */
final class Resolving {
    private static final CloseReason TOO_MANY_HERE = CloseReason.UNAVAILABLE.withText("this node has too many realms");

    private final RealmResolver resolver;
    private final Broker broker;
    private final Guard<List<Membership>> guard;
    private final int most;
    private final int mostOfNode;
    private final RealmRegistry registry;
    private final HubEvents events;
    private final Timers timers;
    private final @Nullable HubMeter meter;

    Resolving(
            RealmResolver resolver,
            Broker broker,
            HubConfig config,
            Timers timers,
            RealmRegistry registry,
            HubEvents events,
            @Nullable HubMeter meter) {
        this.events = events;
        this.registry = registry;
        this.mostOfNode = config.bounds().realms();
        this.timers = timers;
        this.meter = meter;
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
        CompletableFuture<List<Membership>> answer =
                guard.call(() -> asked(request).thenApply(this::granted));
        return meter == null ? answer : metered(answer, meter);
    }

    private CompletionStage<Resolution> asked(ResolveRequest request) {
        return Objects.requireNonNull(resolver.resolve(request), "it returned null instead of a stage");
    }

    private CompletableFuture<List<Membership>> metered(CompletableFuture<List<Membership>> answer, HubMeter meter) {
        long began = timers.nanoTime();
        return answer.whenComplete((granted, failure) -> meter.resolved(
                failure == null ? Optional.empty() : Optional.of(RefusedException.reasonOf(failure)),
                timers.nanoTime() - began));
    }

    private List<Membership> granted(Resolution answer) {
        Objects.requireNonNull(answer, "its answer is null");
        if (answer.isAbstained()) {
            throw new RefusedException(CloseReason.NO_SUCH_REALM);
        }
        answer.refusal().ifPresent(reason -> {
            throw new RefusedException(reason);
        });
        if (answer.memberships().size() > most) {
            events.failed(new RealmException(
                    "the resolver granted " + answer.memberships().size() + " realms, and realmsPerClient is " + most
                            + ": the client is refused with " + CloseReason.TOO_MANY_REALMS.code()
                            + "; grant fewer, or raise it",
                    null));
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
