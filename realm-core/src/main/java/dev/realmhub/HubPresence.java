package dev.realmhub;

import dev.realmhub.Note.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Who is where, as one node knows and tells it: of its own clients to the other nodes, of the whole cluster to its clients.
 *
 * <p>Thread-safe. Whoever comes or goes is only noted; a few times a second it is seen to.
 */
final class HubPresence implements Comings, AutoCloseable {
    private static final long BEAT_NANOS = Duration.ofSeconds(2).toNanos();

    /** Who comes back to another node is told of there, and heard of here, within this. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private final String id;
    private final PresenceConfig config;
    private final Timers timers;
    private final Executor executor;
    private final PresenceWatch watch;
    private final PresenceNews news;
    private final HeadCount headCount;
    private final long epoch = Ids.start();

    // Of the turns.
    private final OwnPart own;
    private final Set<String> askers = new TreeSet<>();
    private long sequence;
    private long beatAt;

    HubPresence(
            String id,
            PresenceConfig config,
            Broker broker,
            RealmRegistry registry,
            Notices notices,
            Timers timers,
            Executor executor,
            HubEvents events) {
        this.id = id;
        this.config = config;
        this.timers = timers;
        this.executor = executor;
        this.own = new OwnPart(config.grace().plus(ELSEWHERE).toNanos());
        this.news = new PresenceNews(config, registry, notices, executor, events);
        this.headCount = new HeadCount(registry);
        this.beatAt = timers.nanoTime() - BEAT_NANOS;
        this.watch =
                new PresenceWatch(id, broker, timers, config.pace(), news, this::asked, this::seeTo, events::failed);
    }

    void start() {
        watch.start();
    }

    @Override
    public void came(Member member) {
        if (!config.knows(member.realm())) {
            return;
        }
        String user = member.client.user().id();
        long now = timers.wall().millis();
        watch.later(() -> {
            news.watched(member.realm());
            if (!member.membership.hidden()) {
                note(member, user, now);
            }
        });
    }

    private void note(Member member, String user, long nowMillis) {
        if (config.names(member.realm())) {
            own.came(member.realm(), user, member.membership.role(), member, nowMillis);
        } else {
            own.counted(member.realm(), 1);
        }
    }

    @Override
    public void went(Member member, LeaveReason why) {
        if (!config.knows(member.realm()) || member.membership.hidden()) {
            return;
        }
        String user = member.client.user().id();
        watch.later(() -> {
            if (config.names(member.realm())) {
                own.went(member.realm(), user, member, why, timers.nanoTime());
            } else {
                own.counted(member.realm(), -1);
            }
        });
    }

    @Override
    public void online(Client client) {
        String user = client.user().id();
        long now = timers.wall().millis();
        watch.later(() -> own.came(null, user, "", client, now));
    }

    @Override
    public void offline(Client client, LeaveReason why) {
        String user = client.user().id();
        watch.later(() -> own.went(null, user, client, why, timers.nanoTime()));
    }

    /** Called on a thread of the bus. */
    private void asked(Note note) {
        if (note.word() instanceof Note.Ask) {
            watch.later(() -> askers.add(note.from()));
        } else if (note.word() instanceof Note.Question question) {
            executor.execute(() -> headCount.answer(question).forEach(answer -> watch.say(note.from(), answer)));
        }
    }

    private void seeTo() {
        long now = timers.nanoTime();
        List<Change> changes = own.changes(now);
        watch.parts().own(id, changes, now);
        List<List<Change>> pieces = pieces(changes);
        for (List<Change> piece : pieces) {
            watch.say(null, new Note.Diff(epoch, ++sequence, piece));
        }
        if (!askers.isEmpty()) {
            tellAll();
        }
        if (now - beatAt >= BEAT_NANOS) {
            beatAt = now;
            watch.say(null, new Note.Beat(epoch, sequence));
        }
        news.tell(watch.parts(), now);
    }

    private void tellAll() {
        List<List<Change>> pieces = pieces(own.all());
        int of = Math.max(1, pieces.size());
        for (String asker : askers) {
            for (int i = 0; i < of; i++) {
                List<Change> piece = pieces.isEmpty() ? List.of() : pieces.get(i);
                watch.say(asker, new Note.Part(epoch, sequence, i, of, piece));
            }
        }
        askers.clear();
    }

    /** Cuts a list in as many as notes may have; none if it is empty. */
    static List<List<Change>> pieces(List<Change> all) {
        int most = Note.MOST_CHANGES;
        return IntStream.range(0, (all.size() + most - 1) / most)
                .mapToObj(i -> all.subList(i * most, Math.min(all.size(), (i + 1) * most)))
                .toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}
