package dev.realmhub;

/**
 * To whom a {@link Publication} goes. These five are all there are, whatever realms a game invents.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Address {
    /** Everyone in a realm. */
    record OfRealm(Realm realm) implements Address {}

    /** A user, on all his clients. */
    record OfUser(String user) implements Address {
        /** Checks the id. */
        public OfUser {
            Names.check("user id", user);
        }
    }

    /** A user, on those of his clients that are in a realm. */
    record OfUserInRealm(String user, Realm realm) implements Address {
        /** Checks the id. */
        public OfUserInRealm {
            Names.check("user id", user);
        }
    }

    /** One client, on its node. */
    record OfClient(String node, String client) implements Address {
        /** Checks the ids. */
        public OfClient {
            Names.checkPlain("node id", node);
            Names.checkPlain("client id", client);
        }
    }

    /** Every joined client of every node. */
    record Everyone() implements Address {}

    /** Returns the address of everyone in a realm. */
    static Address realm(Realm realm) {
        return new OfRealm(realm);
    }

    /** Returns the address of a user on all his clients. */
    static Address user(String user) {
        return new OfUser(user);
    }

    /** Returns the address of a user on those of his clients that are in a realm. */
    static Address userInRealm(String user, Realm realm) {
        return new OfUserInRealm(user, realm);
    }

    /** Returns the address of one client; see {@link Client#address()} and {@link Command#client()}. */
    static Address client(String node, String client) {
        return new OfClient(node, client);
    }

    /** Returns the address of every joined client. */
    static Address everyone() {
        return new Everyone();
    }
}
