package dev.realmhub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks at a hub from outside, and disturbs nothing. Thread-safe. */
final class Inspector {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The hub, as far as it is looked at. */
    record Sights(
            String node,
            RealmRegistry registry,
            FanOut fanOut,
            Interest interest,
            Followed followed,
            OwnerRoutes owners,
            HubEvents events,
            Timers timers,
            Supplier<Health> health,
            Supplier<Map<String, Long>> bus) {}

    private final Sights hub;

    Inspector(Sights hub) {
        this.hub = hub;
    }

    Inspection all() {
        return new Inspection(
                hub.node,
                hub.health.get(),
                hub.registry.clients().size(),
                hub.registry.users(),
                realms(),
                queues(),
                hub.fanOut.look(),
                hub.interest.size(),
                hub.events.continuity(),
                hub.bus.get());
    }

    List<Inspection.OfMember> membersOf(Realm realm) {
        long now = hub.timers.nanoTime();
        return hub.registry.members(realm).stream()
                .map(member -> of(member, now))
                .toList();
    }

    private static Inspection.OfMember of(Member member, long now) {
        Client client = member.client;
        Backlog.Waiting waiting = client.outbox().waiting();
        return new Inspection.OfMember(
                client.id(),
                client.user().id(),
                client.user().anonymous(),
                member.membership.role(),
                client.lagMillis(),
                waiting.messages(),
                ageOf(waiting, now));
    }

    private List<Inspection.OfRealm> realms() {
        List<Inspection.OfRealm> realms = new ArrayList<>();
        hub.registry.forEachRealm(realm -> realms.add(of(realm)));
        return realms;
    }

    private Inspection.OfRealm of(Realm realm) {
        Leases.Lease owner = hub.owners.ownerOf(realm);
        return new Inspection.OfRealm(
                realm.toString(),
                realm.kind(),
                hub.registry.members(realm).size(),
                hub.followed.positionOf(realm),
                owner == null ? "" : owner.holder(),
                owner == null ? 0 : owner.epoch());
    }

    private Inspection.Queues queues() {
        long now = hub.timers.nanoTime();
        int behind = 0;
        int messages = 0;
        long bytes = 0;
        long oldest = 0;
        for (Client client : hub.registry.clients()) {
            Backlog.Waiting waiting = client.outbox().waiting();
            behind += waiting.messages() > 0 ? 1 : 0;
            messages += waiting.messages();
            bytes += waiting.bytes();
            oldest = Math.max(oldest, ageOf(waiting, now));
        }
        return new Inspection.Queues(behind, messages, bytes, oldest);
    }

    private static long ageOf(Backlog.Waiting waiting, long now) {
        return waiting.messages() == 0 ? 0 : Math.max(0, (now - waiting.since()) / NANOS_PER_MILLI);
    }
}
