package dev.realmhub;

/** One client in one realm, as the registry and the fan-out see it. */
final class Member {
    final Client client;
    final Membership membership;

    /** Guarded by the client's {@link Outbox}: no event of the realm is queued behind the client's {@code left}. */
    boolean over;

    Member(Client client, Membership membership) {
        this.client = client;
        this.membership = membership;
    }

    Realm realm() {
        return membership.realm();
    }
}
