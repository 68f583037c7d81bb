package dev.realmhub;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes clients to the realms of a path: when they connect, when they, or the application, name another, and when they become
 * another user's. A later wish makes the answer for an earlier one void.
 *
 * <p>Thread-safe.
 */
final class Navigation {
    private static final CloseReason SUPERSEDED = CloseReason.NORMAL.withText("superseded");

    private final Resolving resolving;
    private final Memberships memberships;
    private final Doors doors;
    private final Notices notices;
    private final Farewell farewell;
    private final Executor executor;
    private final HubEvents events;

    Navigation(
            Resolving resolving,
            Memberships memberships,
            Doors doors,
            Notices notices,
            Farewell farewell,
            Executor executor,
            HubEvents events) {
        this.resolving = resolving;
        this.memberships = memberships;
        this.doors = doors;
        this.notices = notices;
        this.farewell = farewell;
        this.executor = executor;
        this.events = events;
    }

    /** Makes a connecting client live in the realms of its path, or closes it. */
    void enter(Client client, Comeback comeback, Consumer<Client> whenLive) {
        int generation = client.nextGeneration();
        Consumer<List<Membership>> granted = realms -> {
            List<Memberships.Arrival> arrived = memberships.enter(client, generation, realms);
            if (arrived != null) {
                letIn(client, arrived, comeback);
                whenLive.accept(client);
            }
        };
        whenKnown(client, client.user(), client.path(), granted, refused -> farewell.close(client, refused));
    }

    /** Takes a live client to another path; if it is refused there, tells it and leaves it where it is. */
    void navigate(Client client, long id, String path) {
        if (client.state() != Client.State.JOINED) {
            return;
        }
        int generation = client.nextGeneration();
        Consumer<List<Membership>> granted =
                realms -> take(client, id, path, memberships.navigate(client, generation, id, path, realms));
        whenKnown(client, client.user(), path, granted, refused -> notNavigated(client, id, path, refused));
    }

    /** Takes a live client to a path whose memberships are known. */
    void place(Client client, String path, List<Membership> granted) {
        if (client.state() == Client.State.JOINED) {
            int generation = client.nextGeneration();
            take(client, 0, path, memberships.navigate(client, generation, 0, path, granted));
        }
    }

    private void take(Client client, long id, String path, @Nullable List<Memberships.Arrival> arrived) {
        if (arrived != null) {
            letIn(client, arrived, Comeback.NONE);
        } else {
            notNavigated(client, id, path, SUPERSEDED);
        }
    }

    /** Makes a live client another user's, in the realms that he has on its path; if that is refused, all is as before. */
    void login(Client client, long id, User user, Consumer<Client> whenDone) {
        int generation = client.nextGeneration();
        Consumer<CloseReason> refuse = reason -> notices.tell(client, new ClientProtocol.NotLoggedIn(id, reason));
        Consumer<List<Membership>> granted = realms -> {
            List<Memberships.Arrival> arrived = memberships.login(client, generation, id, user, realms);
            if (arrived != null) {
                letIn(client, arrived, Comeback.NONE);
                whenDone.accept(client);
            } else {
                refuse.accept(SUPERSEDED);
            }
        };
        whenKnown(client, user, client.path(), granted, refuse);
    }

    private void letIn(Client client, List<Memberships.Arrival> arrived, Comeback comeback) {
        notices.flush(client);
        for (Memberships.Arrival arrival : arrived) {
            doors.come(arrival.member(), arrival.brought(), comeback);
        }
    }

    private void notNavigated(Client client, long id, String path, CloseReason reason) {
        notices.tell(client, new ClientProtocol.NotNavigated(id, path, reason));
    }

    /** What is known at once is acted on at once; what comes later, on the executor: never on a broker's thread. */
    private void whenKnown(
            Client client, User user, String path, Consumer<List<Membership>> granted, Consumer<CloseReason> refused) {
        CompletableFuture<List<Membership>> answer = resolving.grant(client, user, path);
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
                refused.accept(RefusedException.reasonOf(failure));
            }
        } catch (RuntimeException | Error thrown) { // errors too: the client must not stay half way
            events.failed(new RealmException("could not act on a resolution for " + client, thrown));
            farewell.close(client, CloseReason.INTERNAL);
        }
    }
}
