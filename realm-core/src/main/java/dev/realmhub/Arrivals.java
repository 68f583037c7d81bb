package dev.realmhub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a client is and what it knows: when it connects, when it comes back, and when it logs in, or brings another token,
 * on a live connection.
 *
 * <p>Thread-safe.
 */
final class Arrivals {
    /** What a page says in its address if it begins with a {@link ClientProtocol.Resume}. */
    private static final String RESUME = "resume";

    private static final CloseReason NO_TOKEN = CloseReason.LOGIN.withText("the first message must be a login");
    private static final CloseReason LATE = CloseReason.LOGIN.withText("no login in time");
    private static final CloseReason ANOTHER = CloseReason.FORBIDDEN.withText("that is another user\'s token: log in");

    private final Identities identities;
    /** How long a client that says who it is, or from where it comes back, in its first message may take. */
    private final Duration greetingDeadline;

    private final Admission admission;
    private final Navigation navigation;
    private final Memberships memberships;
    private final Welcomes welcomes;
    private final Notices notices;
    private final Timers timers;
    private final Executor executor;
    private final Ends ends;

    /**
     * What follows.
     *
     * @param live a client has become live
     * @param owned a live client has become another user's
     * @param close a client must go
     */
    record Ends(Consumer<Client> live, Consumer<Client> owned, BiConsumer<Client, CloseReason> close) {}

    Arrivals(
            Identities identities,
            Edge edge,
            Navigation navigation,
            Memberships memberships,
            Welcomes welcomes,
            Notices notices,
            Timers timers,
            Executor executor,
            Ends ends) {
        this.identities = identities;
        this.greetingDeadline = edge.greetingDeadline;
        this.admission = edge.admission;
        this.navigation = navigation;
        this.memberships = memberships;
        this.welcomes = welcomes;
        this.notices = notices;
        this.timers = timers;
        this.executor = executor;
        this.ends = ends;
    }

    /** Asks who it is; fails with nothing but a {@link RefusedException}. */
    CompletionStage<User> authenticate(Handshake handshake) {
        return identities.of(handshake);
    }

    /** A client is connected. */
    void come(Client client) {
        if (Identities.comeLater(client.handshake())
                || client.handshake().query(RESUME).isPresent()) {
            client.expectsGreeting(true);
            timers.after(greetingDeadline, () -> greeted(client, List.of()));
        } else {
            enter(client, Comeback.NONE);
        }
    }

    /**
     * A client has said the first, or nothing in time: who it is, if it was to say so, and behind that, if it comes back, from
     * where.
     *
     * @return whether that is what it said; of one that says something else it is a message as any
     */
    boolean greeted(Client client, List<ClientProtocol.ToHub> said) {
        if (!endExpectation(client)) {
            return false;
        }
        if (Identities.comeLater(client.handshake())) {
            introduce(client, said);
            return true;
        }
        Comeback comeback = comeback(client, said, 0);
        enter(client, comeback == null ? Comeback.NONE : comeback);
        return comeback != null;
    }

    private static boolean endExpectation(Client client) {
        synchronized (client) {
            boolean expected = client.expectsGreeting();
            client.expectsGreeting(false);
            return expected;
        }
    }

    private @Nullable Comeback comeback(Client client, List<ClientProtocol.ToHub> said, int at) {
        return said.size() > at && said.get(at) instanceof ClientProtocol.Resume resume
                ? welcomes.know(client, resume)
                : null;
    }

    private void introduce(Client client, List<ClientProtocol.ToHub> said) {
        if (said.isEmpty() || !(said.get(0) instanceof ClientProtocol.Login login)) {
            ends.close().accept(client, said.isEmpty() ? LATE : NO_TOKEN);
            return;
        }
        whenKnown(
                client,
                login.token(),
                user -> {
                    client.becomeOf(user);
                    Comeback comeback = comeback(client, said, 1);
                    enter(client, comeback == null ? Comeback.NONE : comeback);
                },
                refused -> ends.close().accept(client, refused));
    }

    private void enter(Client client, Comeback comeback) {
        CloseReason tooMany = admission.objection(client.user(), 1);
        if (tooMany != null) {
            ends.close().accept(client, tooMany);
            return;
        }
        client.visit().since(timers.wall().millis());
        navigation.enter(client, comeback, ends.live());
    }

    /** Makes a live client the user\'s whom a token stands for. */
    void login(Client client, long id, String token) {
        Consumer<CloseReason> refuse = reason -> notices.tell(client, new ClientProtocol.NotLoggedIn(id, reason));
        whenKnown(
                client,
                token,
                user -> {
                    CloseReason tooMany = user.id().equals(client.user().id()) ? null : admission.objection(user, 1);
                    if (tooMany != null) {
                        refuse.accept(tooMany);
                        return;
                    }
                    client.visit().since(timers.wall().millis());
                    navigation.login(client, id, user, ends.owned());
                },
                refuse);
    }

    /** Lets a live client\'s user stay by another token. */
    void refresh(Client client, long id, String token) {
        Consumer<CloseReason> refuse = reason -> notices.tell(client, new ClientProtocol.NotLoggedIn(id, reason));
        whenKnown(
                client,
                token,
                user -> {
                    if (memberships.refresh(client, user)) {
                        notices.tell(client, welcomes.loggedIn(client, id));
                    } else {
                        refuse.accept(ANOTHER);
                    }
                },
                refuse);
    }

    private void whenKnown(Client client, String token, Consumer<User> known, Consumer<CloseReason> refused) {
        identities
                .of(client.handshake(), token)
                .whenCompleteAsync(
                        (user, failure) -> {
                            if (user != null) {
                                known.accept(user);
                            } else {
                                refused.accept(RefusedException.reasonOf(failure));
                            }
                        },
                        executor);
    }
}
