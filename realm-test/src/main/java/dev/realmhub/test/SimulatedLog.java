package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams, seen from one link: each question goes to the server and back, and may get no answer. For one thread. */
final class SimulatedLog implements EventLog {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SimulatedBus bus;
    private final SimulatedLink link;

    /** How many of the questions go wrong, in one of three ways. */
    double failing;

    SimulatedLog(SimulatedBus bus, SimulatedLink link) {
        this.bus = bus;
        this.link = link;
    }

    @Override
    public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
        return ask(0, () -> {
            Publication stored = bus.streams.add(realm, publication, expectedLast);
            if (stored == null) {
                throw new BrokerException(Fault.STALE, realm + " had events after " + expectedLast, null);
            }
            bus.fanOut(link, Address.realm(realm), stored);
            return stored.position().orElseThrow();
        });
    }

    @Override
    public CompletionStage<Position> last(Realm realm) {
        return ask(failing, () -> bus.streams.last(realm));
    }

    @Override
    public CompletionStage<Slice> read(Realm realm, Position after, int most) {
        boolean unsure = bus.chance.with(failing / 3);
        return ask(failing, () -> unsure ? Slice.incomplete() : bus.streams.read(realm, after, most));
    }

    private <T> CompletionStage<T> ask(double fails, Supplier<T> question) {
        if (link.isDown()) {
            return CompletableFuture.failedStage(SimulatedLink.notConnected("a stream"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Duration slow = bus.chance.with(fails) ? Duration.ofSeconds(6) : Duration.ZERO;
        boolean refused = bus.chance.with(fails);
        link.out(() -> answer(answer, bus.chance.nanosBetween(Duration.ZERO, slow), refused, question));
        bus.time.after(DEADLINE.toNanos(), () -> link.process().run(() -> fail(answer, "no answer in time")));
        return answer;
    }

    private <T> void answer(CompletableFuture<T> answer, long late, boolean refused, Supplier<T> question) {
        if (refused) {
            link.answered(late + bus.lag(), () -> fail(answer, "the server will not"));
            return;
        }
        try {
            T found = question.get();
            link.answered(late + bus.lag(), () -> answer.complete(found));
        } catch (BrokerException wrong) {
            link.answered(late + bus.lag(), () -> answer.completeExceptionally(wrong));
        }
    }

    private static void fail(CompletableFuture<?> answer, String why) {
        answer.completeExceptionally(new BrokerException(Fault.FAILED, why, null));
    }
}
