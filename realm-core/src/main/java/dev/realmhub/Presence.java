package dev.realmhub;

import dev.realmhub.Note.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A backend's view of who is where: listens to the hubs that have a {@link PresenceConfig}, and asks them.
 *
 * <p>Thread-safe. Nothing blocks but {@link #follow}, for a round trip of the bus. Answers come on threads of its own.
 */
public final class Presence implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(250);

    /**
     * What the hubs have answered.
     *
     * @param found who is there, once for each node that has him; empty if only the number was asked for
     * @param clients how many connections that is
     * @param nodes the ids of the hubs that have answered
     * @param silent the ids of those that should have answered in time, and have not: what they have is missing here
     */
    public record Answer(List<Sighting> found, int clients, Set<String> nodes, Set<String> silent) {
        /** Copies what was found. */
        public Answer {
            found = List.copyOf(found);
            nodes = Set.copyOf(nodes);
            silent = Set.copyOf(silent);
        }
    }

    /**
     * A user in a realm on one hub.
     *
     * @param role that of one of his clients there
     * @param sockets how many clients he has there, 1 or more
     */
    public record Sighting(String node, Realm realm, String user, String role, int sockets) {}

    private final Timers timers;
    private final PresenceWatch watch;
    private final Workers.Place place;
    private final ConcurrentMap<String, Inquiry> open = new ConcurrentHashMap<>();

    /** Until then a node may be there that has not been heard yet. */
    private final long strangerUntil;

    private Presence(Broker broker, PresenceListener listener, Workers.Place place, Timers timers) {
        this.timers = timers;
        this.place = place;
        this.strangerUntil = timers.nanoTime() + Duration.ofMillis(2_500).toNanos();
        Consumer<RealmException> failures =
                failure -> LoggerFactory.getLogger(Presence.class).warn("{}", failure.getMessage(), failure);
        PresenceEars ears = new PresenceEars(listener, place.executor(), failures);
        this.watch = new PresenceWatch(Ids.node(), broker, timers, PACE, ears, this::answered, () -> {}, failures);
        watch.start();
    }

    /**
     * Begins to listen, until it is closed; the bus stays the caller's to close.
     *
     * @param listener told of all who are there, and then of whoever comes and goes
     */
    public static Presence follow(Broker broker, PresenceListener listener) {
        Workers.Place place = Workers.ofBackend(null);
        return new Presence(broker, listener, place, Timers.ofJdk(place.executor()));
    }

    /** As above, where and when the caller says. */
    static Presence follow(Broker broker, PresenceListener listener, Executor executor, Timers timers) {
        return new Presence(broker, listener, Workers.ofBackend(executor), timers);
    }

    /**
     * Asks who is in a realm, of whatever kind. What a hub answers is so at that moment, without any time to come back.
     *
     * @param deadline by which it is answered, whoever is silent; sooner if all hubs have answered
     */
    public CompletionStage<Answer> in(Realm realm, Duration deadline) {
        return ask(realm, null, deadline);
    }

    /** Asks in which realms a user is, and on which hubs; see {@link #in}. */
    public CompletionStage<Answer> of(String user, Duration deadline) {
        return ask(null, user, deadline);
    }

    /** Asks how many clients there are, those still connecting included; see {@link #in}. */
    public CompletionStage<Answer> clients(Duration deadline) {
        return ask(null, null, deadline);
    }

    private CompletionStage<Answer> ask(@Nullable Realm realm, @Nullable String user, Duration deadline) {
        String id = Ids.unguessable();
        boolean knowsAll = timers.nanoTime() - strangerUntil >= 0;
        Inquiry inquiry = new Inquiry(watch.nodes(), knowsAll);
        open.put(id, inquiry);
        timers.after(deadline, inquiry::end);
        watch.say(null, new Note.Question(id, realm, user));
        inquiry.endIfAnswered();
        return inquiry.done.whenComplete((answer, failure) -> open.remove(id));
    }

    private void answered(Note note) {
        if (note.word() instanceof Note.Answer answer) {
            Inquiry inquiry = open.get(answer.id());
            if (inquiry != null) {
                place.executor().execute(() -> inquiry.take(note.from(), answer));
            }
        }
    }

    /** Listens no more; questions that wait get no answer. Idempotent. */
    @Override
    public void close() {
        watch.close();
        place.release().run();
    }

    /** A question that waits for its answers. */
    private static final class Inquiry {
        final CompletableFuture<Answer> done = new CompletableFuture<>();
        private final boolean knowsAll;

        // Guarded by this.
        private final Set<String> awaited;
        private final Set<String> answered = new HashSet<>();
        private final ConcurrentMap<String, Integer> pieces = new ConcurrentHashMap<>();
        private final List<Sighting> found = new ArrayList<>();
        private int clients;

        Inquiry(Set<String> nodes, boolean knowsAll) {
            this.awaited = new HashSet<>(nodes);
            this.knowsAll = knowsAll;
        }

        void take(String node, Note.Answer answer) {
            synchronized (this) {
                answer.found().forEach(change -> found.add(sighting(node, change)));
                if (pieces.merge(node, 1, Integer::sum) == answer.of()) {
                    answered.add(node);
                    awaited.remove(node);
                    clients += answer.clients();
                }
            }
            endIfAnswered();
        }

        private static Sighting sighting(String node, Change change) {
            Realm realm = Objects.requireNonNull(change.realm(), "an answer without a realm");
            return new Sighting(node, realm, change.user(), change.role(), change.sockets());
        }

        void endIfAnswered() {
            if (knowsAll && isAnswered()) {
                end();
            }
        }

        private synchronized boolean isAnswered() {
            return awaited.isEmpty();
        }

        void end() {
            done.complete(summary());
        }

        private synchronized Answer summary() {
            return new Answer(found, clients, answered, awaited);
        }
    }
}
