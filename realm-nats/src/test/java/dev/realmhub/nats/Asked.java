package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.User;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A command, who serves it, and what became of it. */
final class Asked {
    private Asked() {}

    static Command command(String type) {
        return new Command(
                type,
                Payload.text("e4"),
                User.of("alice"),
                new Address.OfClient("n-1", "c-1"),
                Optional.empty(),
                Instant.now().plusSeconds(60),
                true);
    }

    static Broker.Subscription serve(Broker broker, String type) {
        return broker.subscribe(
                new Broker.Commands(type, command -> CompletableFuture.completedStage(Outcome.ok(command.payload()))));
    }

    static <T> T answer(CompletionStage<T> stage) {
        return limited(stage).join();
    }

    /** What the bus said went wrong. */
    static BrokerException.Fault fault(CompletionStage<?> stage) {
        CompletionException failure = catchThrowableOfType(
                CompletionException.class, () -> limited(stage).join());
        if (failure.getCause() instanceof BrokerException broken) {
            return broken.fault();
        }
        throw new AssertionError("failed, but not with a BrokerException", failure);
    }

    private static <T> CompletableFuture<T> limited(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS);
    }
}
