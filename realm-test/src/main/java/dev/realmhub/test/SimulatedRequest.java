package dev.realmhub.test;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request's way to a service and back; it may end anywhere. For one thread. */
final class SimulatedRequest<R> {
    private record Service<R>(SimulatedLink link, Supplier<CompletionStage<R>> answer) {}

    private static final Duration LATE = Duration.ofSeconds(3);
    private static final Duration TOO_LATE = Duration.ofSeconds(8);

    private final SimulatedBus bus;
    private final SimulatedLink from;
    private final Broker.Request<R> request;
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    /** How much later than usual the answer comes back. */
    private long detour;

    SimulatedRequest(SimulatedBus bus, SimulatedLink from, Broker.Request<R> request) {
        this.bus = bus;
        this.from = from;
        this.request = request;
    }

    @SuppressWarnings("unchecked") // a command's R is an outcome
    CompletionStage<R> begin() {
        from.out(bus.chance.with(bus.failing.getOrDefault(request.getClass(), 0.0)) ? this::fails : this::arrived);
        return request instanceof Command command && !command.answered()
                ? (CompletionStage<R>) CompletableFuture.completedStage(Outcome.ok())
                : answer;
    }

    /** In one of four ways. */
    private void fails() {
        switch (bus.chance.between(0, 4)) {
            case 0 -> back(() -> fail(Fault.FAILED, null));
            case 1 -> bus.time.after(bus.chance.nanosBetween(Duration.ZERO, TOO_LATE), this::arrived);
            case 2, 3 -> {
                detour = bus.chance.nanosBetween(Duration.ZERO, LATE);
                arrived();
            }
            default -> {} // it is lost
        }
    }

    private void arrived() {
        List<Service<R>> all = new ArrayList<>();
        for (SimulatedLink link : bus.links()) {
            if (!link.isDown()) {
                link.services().forEach(service -> add(all, link, service));
            }
        }
        if (all.isEmpty()) {
            back(() -> fail(Fault.NOBODY_THERE, null));
        } else {
            serve(bus.chance.of(all));
        }
    }

    private void serve(Service<R> service) {
        service.link.comes(
                from,
                () -> service.answer
                        .get()
                        .whenComplete((value, failure) -> service.link.out(() -> {
                            if (!service.link.process().isDead()) {
                                back(() -> settle(value, failure));
                            }
                        })));
    }

    private void settle(@Nullable R value, @Nullable Throwable failure) {
        if (value != null) {
            answer.complete(value);
        } else {
            fail(Fault.FAILED, failure);
        }
    }

    private void back(Runnable then) {
        from.answered(bus.lag() + detour, then);
    }

    private void fail(Fault fault, @Nullable Throwable cause) {
        answer.completeExceptionally(new BrokerException(fault, fault + ": " + request, cause));
    }

    @SuppressWarnings("unchecked") // each request's R is its service's
    private void add(List<Service<R>> all, SimulatedLink link, Broker.Subscriber service) {
        if (service instanceof Broker.Commands run
                && request instanceof Command it
                && run.type().equals(it.type())) {
            all.add(new Service<>(link, () -> (CompletionStage<R>) run.answer().apply(it)));
        } else if (service instanceof Broker.Resolves resolve && request instanceof ResolveRequest it) {
            all.add(new Service<>(
                    link, () -> (CompletionStage<R>) resolve.answer().apply(it)));
        } else if (service instanceof Broker.Snapshots make
                && request instanceof Snapshot.Request it
                && make.kind().equals(it.realm().kind())) {
            all.add(new Service<>(link, () -> (CompletionStage<R>) make.answer().apply(it)));
        }
    }
}
