package dev.realmhub;

import java.time.Duration;
import java.util.List;

/**
 * What a backend has done with clients, wherever they are connected: see {@link Backend#move} and {@link Backend#kick}.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Order {
    /** Takes live clients to another path: it is resolved as if they had asked. */
    record Move(String path) implements Order {}

    /**
     * Takes live clients to a path without asking the resolver.
     *
     * @param memberships all that they are to have there
     */
    record Place(String path, List<Membership> memberships) implements Order {
        /** Copies the memberships. */
        public Place {
            memberships = List.copyOf(memberships);
        }
    }

    /**
     * Closes whoever is here by what is not good any more, with {@link CloseReason#LOGIN}, on all nodes: those still connecting,
     * too. Whether he may come back is for the {@link Authenticator} to say, who had better know first.
     *
     * @param id of a user, a client, or the {@linkplain User.Pass#token() token} that a user came in by
     */
    record Revoke(Of what, String id) implements Order {
        /** Of what the id is. */
        public enum Of {
            /** Of a user: all his clients. */
            USER,
            /** Of one client. */
            CLIENT,
            /** Of a token: all clients that came in by it. */
            TOKEN
        }

        /** Revokes a user. */
        public static Revoke user(String id) {
            return new Revoke(Of.USER, id);
        }

        /** Revokes a client. */
        public static Revoke client(String id) {
            return new Revoke(Of.CLIENT, id);
        }

        /** Revokes a token. */
        public static Revoke token(String id) {
            return new Revoke(Of.TOKEN, id);
        }
    }

    /**
     * What hubs tell each other where a user may be connected once: he is on this client now, so close his older ones. See {@link
     * HubBuilder#onePerUser}.
     *
     * @param since when it became his, epoch milliseconds
     */
    record Replace(String user, String client, long since) implements Order {}

    /**
     * Lets clients stay where they are for a while, should their node send its clients to others: see {@link Hub#drain}.
     *
     * @param time from when the node hears of it
     */
    record Stay(Duration time) implements Order {}

    /** Closes clients, those still connecting included. */
    record Kick(CloseReason reason) implements Order {}
}
