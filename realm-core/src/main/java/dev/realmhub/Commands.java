package dev.realmhub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes clients' commands to the backends and brings back one outcome each, by the deadline. Any backend may get a command, so
 * the next one of the same client is not sent before that has its outcome: none overtakes another.
 *
 * <p>Thread-safe.
 */
final class Commands {
    private final Broker broker;
    private final HubConfig config;
    private final Timers timers;
    private final Executor executor;
    private final OwnerRoutes owners;
    private final @Nullable HubMeter meter;
    private final Tracing tracing;
    private final InTurn<Client> inTurn = new InTurn<>();

    Commands(
            Broker broker,
            HubConfig config,
            Timers timers,
            Executor executor,
            OwnerRoutes owners,
            @Nullable HubMeter meter,
            Tracing tracing) {
        this.owners = owners;
        this.meter = meter;
        this.tracing = tracing;
        this.broker = broker;
        this.config = config;
        this.timers = timers;
        this.executor = executor;
    }

    /** Sends a command that nobody waits for. If it cannot be sent it is lost: fire and forget. */
    void tell(Client client, ClientProtocol.Send send, Optional<Membership> membership) {
        Tracing.Span span = spanOf(send);
        Command command = command(client, send, membership, false, span);
        if (owners.lead(command)) {
            request(command);
        } else {
            inTurn.add(client, () -> request(command));
        }
        span.end();
    }

    /** Sends a command; the outcome comes once, on the hub's executor: never on the broker's thread. */
    void ask(Client client, ClientProtocol.Send send, Optional<Membership> membership, Consumer<Outcome> then) {
        Tracing.Span span = spanOf(send);
        long began = timers.nanoTime();
        Command command = command(client, send, membership, true, span);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Timers.Pending late = timers.after(config.commandDeadline(), () -> outcome.complete(new Outcome.Unknown()));
        whenSettled(outcome, settled -> {
            span.end();
            count(settled, began);
            late.cancel();
            executor.execute(() -> then.accept(settled));
        });
        if (owners.lead(command)) {
            send(command, outcome);
        } else {
            inTurn.add(client, () -> send(command, outcome));
        }
    }

    /** Does not send what has its outcome already, because its deadline came with its turn. */
    private CompletionStage<Outcome> send(Command command, CompletableFuture<Outcome> outcome) {
        if (!outcome.isDone()) {
            CompletionStage<Outcome> asked = request(command);
            asked.whenComplete((answer, failure) -> outcome.complete(answer != null ? answer : outcomeOf(failure)));
            whenSettled(outcome, asked.toCompletableFuture()::complete); // whoever is still asking need not go on
        }
        return outcome;
    }

    private static void whenSettled(CompletionStage<Outcome> outcome, Consumer<Outcome> then) {
        outcome.thenAccept(then);
    }

    private CompletionStage<Outcome> request(Command command) {
        try {
            return owners.lead(command) ? owners.send(command) : broker.request(command);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private Tracing.Span spanOf(ClientProtocol.Send send) {
        return tracing.begin(null, "realmhub.command " + send.type());
    }

    private void count(Outcome outcome, long began) {
        if (meter != null) {
            meter.commanded(outcome, timers.nanoTime() - began);
        }
    }

    private Command command(
            Client client,
            ClientProtocol.Send send,
            Optional<Membership> membership,
            boolean answered,
            Tracing.Span span) {
        return new Command(
                send.type(),
                send.payload(),
                client.user(),
                client.address(),
                membership,
                timers.wall().instant().plus(config.commandDeadline()),
                answered,
                send.id(),
                client.lagMillis(),
                span.context());
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
