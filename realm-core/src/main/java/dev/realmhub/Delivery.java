package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to an address.
 *
 * @param arrived when it came to this node, by {@link Timers#nanoTime}
 */
record Delivery(Address address, Publication publication, long arrived) implements Task {
    /** Returns the realm that the clients are told; null if it goes to clients whatever realm they are in. */
    @Nullable
    Realm realm() {
        if (address instanceof Address.OfRealm to) {
            return to.realm();
        }
        return address instanceof Address.OfUserInRealm to ? to.realm() : null;
    }

    /** Returns what stays in order: what goes to a user in a realm shares the realm's order. */
    Object audience() {
        Realm realm = realm();
        return realm == null ? address : realm;
    }

    /** Returns whether a client of the audience is meant. */
    boolean isFor(Client client) {
        if (address instanceof Address.OfUserInRealm to) {
            return client.user().id().equals(to.user());
        }
        return !(address instanceof Address.OfUser to) || client.user().id().equals(to.user());
    }
}
