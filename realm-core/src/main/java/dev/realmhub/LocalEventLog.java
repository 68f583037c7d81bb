package dev.realmhub;

import dev.realmhub.BrokerException.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams of a local broker. An event is stored and delivered in one step, so all hear a realm in stream order. */
final class LocalEventLog implements EventLog {
    private final LocalStreams streams;
    private final BiConsumer<Address, Publication> deliver;
    private final BooleanSupplier closed;
    private final SerialByKey<Realm> inOrder = new SerialByKey<>(Runnable::run);

    LocalEventLog(LocalStreams streams, BiConsumer<Address, Publication> deliver, BooleanSupplier closed) {
        this.streams = streams;
        this.deliver = deliver;
        this.closed = closed;
    }

    @Override
    public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
        CompletableFuture<Position> done = new CompletableFuture<>();
        inOrder.execute(realm, () -> {
            try {
                done.complete(stored(realm, publication, expectedLast));
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        });
        return done;
    }

    private Position stored(Realm realm, Publication publication, @Nullable Position expectedLast) {
        checkOpen(realm);
        Publication stored = streams.add(realm, publication, expectedLast);
        if (stored == null) {
            throw new BrokerException(Fault.STALE, realm + " had events after " + expectedLast, null);
        }
        deliver.accept(Address.realm(realm), stored);
        return stored.position().orElseThrow();
    }

    @Override
    public CompletionStage<Position> last(Realm realm) {
        return answer(realm, () -> streams.last(realm));
    }

    @Override
    public CompletionStage<Slice> read(Realm realm, Position after, int most) {
        return answer(realm, () -> streams.read(realm, after, most));
    }

    private <T> CompletionStage<T> answer(Realm realm, Supplier<T> question) {
        try {
            checkOpen(realm);
            return CompletableFuture.completedStage(question.get());
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private void checkOpen(Realm realm) {
        if (closed.getAsBoolean()) {
            throw new BrokerException(Fault.NOT_CONNECTED, "the broker is closed: " + realm, null);
        }
    }
}
