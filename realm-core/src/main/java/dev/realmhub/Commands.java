package dev.realmhub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes clients' commands to the backends and brings back one outcome each, by the deadline. Thread-safe. */
final class Commands {
    private final Broker broker;
    private final HubConfig config;
    private final Timers timers;
    private final Executor executor;
    private final OwnerRoutes owners;

    Commands(Broker broker, HubConfig config, Timers timers, Executor executor, OwnerRoutes owners) {
        this.owners = owners;
        this.broker = broker;
        this.config = config;
        this.timers = timers;
        this.executor = executor;
    }

    /** Sends a command that nobody waits for. If it cannot be sent it is lost: fire and forget. */
    void tell(Client client, ClientProtocol.Send send, Optional<Membership> membership) {
        request(command(client, send, membership, false));
    }

    /** Sends a command; the outcome comes once, on the hub's executor: never on the broker's thread. */
    void ask(Client client, ClientProtocol.Send send, Optional<Membership> membership, Consumer<Outcome> then) {
        AtomicBoolean settled = new AtomicBoolean();
        Consumer<Outcome> settle = outcome -> {
            if (settled.compareAndSet(false, true)) {
                executor.execute(() -> then.accept(outcome));
            }
        };
        CompletionStage<Outcome> asked = request(command(client, send, membership, true));
        Timers.Pending late = timers.after(config.commandDeadline(), () -> {
            settle.accept(new Outcome.Unknown());
            asked.toCompletableFuture().complete(new Outcome.Unknown()); // whoever is still asking need not go on
        });
        asked.whenComplete((answer, failure) -> {
            late.cancel();
            settle.accept(answer != null ? answer : outcomeOf(failure));
        });
    }

    private CompletionStage<Outcome> request(Command command) {
        try {
            return owners.lead(command) ? owners.send(command) : broker.request(command);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private Command command(
            Client client, ClientProtocol.Send send, Optional<Membership> membership, boolean answered) {
        return new Command(
                send.type(),
                send.payload(),
                client.user(),
                client.address(),
                membership,
                timers.wall().instant().plus(config.commandDeadline()),
                answered);
    }

    private static Outcome outcomeOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof BrokerException broken)) {
            return new Outcome.Unknown();
        }
        return switch (broken.fault()) {
            case NOBODY_THERE, NOT_CONNECTED -> new Outcome.Unavailable();
            case TOO_LARGE -> Outcome.rejected("too_large", "That is too large to be sent.");
            case STALE, FAILED -> new Outcome.Unknown();
        };
    }
}
