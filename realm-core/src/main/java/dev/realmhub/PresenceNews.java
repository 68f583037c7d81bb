package dev.realmhub;

import dev.realmhub.ClientProtocol.Presence;
import dev.realmhub.ClientProtocol.Presence.Form;
import dev.realmhub.Membership.Sight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells this node's clients who is in their realms: all of it once, then what changes, once a turn; the numbers alone where there are
 * too many, or where a client is to see no more. Each wording is encoded once per protocol.
 *
 * <p>For the turns of {@link PresenceWatch}; the clients are told on the executor, one turn's news after the other's.
 */
final class PresenceNews implements Parts.Sink {
    /** What has changed in one realm and is not told yet. */
    private static final class Pending {
        final Map<String, Present> here = new LinkedHashMap<>();
        final Map<String, LeaveReason> gone = new LinkedHashMap<>();
        boolean watched;
        boolean recounted;
        boolean listed;
        boolean large;
        boolean counted;
        long countedAt;

        boolean isNothing() {
            return here.isEmpty() && gone.isEmpty() && !watched && !recounted;
        }
    }

    private final PresenceConfig config;
    private final RealmRegistry registry;
    private final Notices notices;
    private final HubEvents events;
    private final SerialByKey<PresenceNews> inOrder;
    private final Map<Realm, Pending> pending = new HashMap<>();

    PresenceNews(PresenceConfig config, RealmRegistry registry, Notices notices, Executor executor, HubEvents events) {
        this.config = config;
        this.registry = registry;
        this.notices = notices;
        this.events = events;
        this.inOrder = new SerialByKey<>(executor);
    }

    @Override
    public void came(@Nullable Realm realm, Present user) {
        changed(realm, user);
    }

    @Override
    public void changed(@Nullable Realm realm, Present user) {
        if (realm != null) {
            Pending news = of(realm);
            news.gone.remove(user.user());
            news.here.put(user.user(), user);
            news.recounted = true;
        }
    }

    @Override
    public void went(@Nullable Realm realm, Present user, LeaveReason reason) {
        if (realm != null) {
            Pending news = of(realm);
            news.here.remove(user.user());
            news.gone.put(user.user(), reason);
            news.recounted = true;
        }
    }

    @Override
    public void counted(Realm realm) {
        of(realm).recounted = true;
    }

    /** Somebody has come to this node who is to be told. */
    void watched(Realm realm) {
        of(realm).watched = true;
    }

    private Pending of(Realm realm) {
        return pending.computeIfAbsent(realm, r -> new Pending());
    }

    /** Tells what is due. */
    void tell(Parts parts, long now) {
        List<Runnable> tellings = new ArrayList<>();
        for (Iterator<Map.Entry<Realm, Pending>> all = pending.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Realm, Pending> next = all.next();
            List<Member> members = registry.members(next.getKey());
            if (members.isEmpty()) {
                all.remove();
            } else if (!next.getValue().isNothing()) {
                Telling telling = telling(next.getKey(), next.getValue(), parts.in(next.getKey()), now);
                if (telling != null) {
                    tellings.add(() -> members.forEach(member -> tell(member, telling)));
                }
            }
        }
        if (!tellings.isEmpty()) {
            inOrder.execute(this, () -> tellings.forEach(this::tell));
        }
    }

    /** One realm's news must not suffer for another's. */
    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error thrown) {
            events.failed(new RealmException("could not tell who is there", thrown));
        }
    }

    /** Returns what is to be told in a realm; null if nothing is due. */
    private @Nullable Telling telling(Realm realm, Pending news, @Nullable Gathering there, long now) {
        int users = config.names(realm) && there != null ? there.users() : 0;
        int clients = there == null ? 0 : there.clients();
        boolean list = config.names(realm) && users <= mostListed(news);
        boolean listAnew = list && (news.watched || !news.listed);
        boolean listChanged = list && !(news.here.isEmpty() && news.gone.isEmpty());
        boolean countDue = news.recounted && isCountDue(news, now);
        if (!listAnew && !listChanged && !countDue && !news.watched && list == news.listed) {
            return null;
        }
        List<Present> all = listAnew && there != null ? List.copyOf(there.all()) : List.of();
        List<Present> here = List.copyOf(news.here.values());
        Telling telling = new Telling(
                list,
                countDue,
                listAnew ? new Words(new Presence(realm, Form.WHOLE, all, Map.of(), users, clients)) : null,
                listChanged ? new Words(new Presence(realm, Form.DIFF, here, news.gone, users, clients)) : null,
                new Words(new Presence(realm, Form.COUNT, List.of(), Map.of(), users, clients)));
        settle(news, list, countDue, now);
        return telling;
    }

    private boolean isCountDue(Pending news, long now) {
        return !news.counted || now - news.countedAt >= config.countPace().toNanos();
    }

    private void settle(Pending news, boolean list, boolean countDue, long now) {
        news.here.clear();
        news.gone.clear();
        news.watched = false;
        news.listed = list;
        news.large = !list;
        if (countDue) {
            news.recounted = false;
            news.counted = true;
            news.countedAt = now;
        }
    }

    /** A realm that has become too large for a list gets one again when it is a good deal smaller. */
    private int mostListed(Pending news) {
        return news.large ? config.mostListed() * 3 / 4 : config.mostListed();
    }

    private void tell(Member member, Telling telling) {
        Words words = wordsFor(member, telling);
        if (words != null) {
            member.presence = words.message.form() == Form.COUNT ? Form.COUNT : Form.WHOLE;
            member.client.outbox().tell(member, words.in(member.client.protocol()));
            notices.flush(member.client);
        }
    }

    private static @Nullable Words wordsFor(Member member, Telling telling) {
        Sight sight = member.membership.sight();
        if (sight == Sight.NOTHING) {
            return null;
        }
        if (telling.list && sight == Sight.MEMBERS) {
            return member.presence == Form.WHOLE ? telling.diff : telling.whole;
        }
        return telling.countDue || member.presence != Form.COUNT ? telling.count : null;
    }

    private record Telling(
            boolean list,
            boolean countDue,
            @Nullable Words whole,
            @Nullable Words diff,
            Words count) {}

    /** One message in each protocol that asks for it. Not thread-safe. */
    private final class Words {
        private final Presence message;
        private final IdentityHashMap<ClientProtocol, @Nullable Payload> encoded = new IdentityHashMap<>(2);

        Words(Presence message) {
            this.message = message;
        }

        @Nullable
        Payload in(ClientProtocol protocol) {
            if (!encoded.containsKey(protocol)) {
                encoded.put(protocol, encode(protocol));
            }
            return encoded.get(protocol);
        }

        /** The clients of other protocols must not suffer for one. */
        private @Nullable Payload encode(ClientProtocol protocol) {
            try {
                return protocol.encode(message);
            } catch (RuntimeException | Error thrown) {
                events.failed(
                        new RealmException("protocol '" + protocol.name() + "' could not write who is there", thrown));
                return null;
            }
        }
    }
}
