package dev.realmhub;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes clients to the realms of a path: when they connect and when they, or the application, name another. A later path
 * makes the answer for an earlier one void.
 *
 * <p>Thread-safe.
 */
final class Navigation {
    private final Resolving resolving;
    private final Memberships memberships;
    private final Farewell farewell;
    private final Executor executor;
    private final HubEvents events;

    Navigation(Resolving resolving, Memberships memberships, Farewell farewell, Executor executor, HubEvents events) {
        this.resolving = resolving;
        this.memberships = memberships;
        this.farewell = farewell;
        this.executor = executor;
        this.events = events;
    }

    /** Makes a connecting client live in the realms of its path, or closes it. */
    void enter(Client client, Consumer<Client> whenLive) {
        int generation = client.nextGeneration();
        Consumer<List<Membership>> granted = realms -> {
            if (memberships.enter(client, generation, realms)) {
                flush(client);
                whenLive.accept(client);
            }
        };
        whenKnown(client, client.path(), granted, refused -> farewell.close(client, refused));
    }

    /** Takes a live client to another path; if it is refused there, tells it and leaves it where it is. */
    void navigate(Client client, long id, String path) {
        if (client.state() != Client.State.JOINED) {
            return;
        }
        int generation = client.nextGeneration();
        Consumer<List<Membership>> granted = realms -> {
            if (memberships.navigate(client, generation, id, path, realms)) {
                flush(client);
            } else {
                notNavigated(client, id, path, CloseReason.NORMAL.withText("superseded"));
            }
        };
        whenKnown(client, path, granted, refused -> notNavigated(client, id, path, refused));
    }

    private void notNavigated(Client client, long id, String path, CloseReason reason) {
        client.outbox().add(client.protocol().encode(new ClientProtocol.NotNavigated(id, path, reason)));
        flush(client);
    }

    /** Sends what was queued; a client that had no room for all of it must not go on with half. */
    private void flush(Client client) {
        if (client.outbox().overflowed()) {
            farewell.close(client, CloseReason.TOO_SLOW);
        } else {
            client.outbox().flush();
        }
    }

    /** What is known at once is acted on at once; what comes later, on the executor: never on a broker's thread. */
    private void whenKnown(
            Client client, String path, Consumer<List<Membership>> granted, Consumer<CloseReason> refused) {
        CompletableFuture<List<Membership>> answer = resolving.grant(client, path);
        CompletionStage<List<Membership>> stage = answer;
        if (answer.isDone()) {
            stage.whenComplete((realms, failure) -> settle(client, realms, failure, granted, refused));
        } else {
            stage.whenCompleteAsync((realms, failure) -> settle(client, realms, failure, granted, refused), executor);
        }
    }

    private void settle(
            Client client,
            @Nullable List<Membership> realms,
            @Nullable Throwable failure,
            Consumer<List<Membership>> granted,
            Consumer<CloseReason> refused) {
        try {
            if (realms != null) {
                granted.accept(realms);
            } else {
                refused.accept(reasonOf(failure));
            }
        } catch (RuntimeException | Error thrown) { // errors too: the client must not stay half way
            events.failed(new RealmException("could not act on a resolution for " + client, thrown));
            farewell.close(client, CloseReason.INTERNAL);
        }
    }

    private static CloseReason reasonOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? refused.reason() : CloseReason.INTERNAL;
    }
}
