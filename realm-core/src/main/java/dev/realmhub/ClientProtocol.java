package dev.realmhub;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words between a hub and its clients. Implemented by {@code realm-jakarta} for {@code realmhub.v1} and {@code
 * realmhub.v1.json}, here for {@link #raw}, and by applications with a protocol of their own. One instance serves all
 * clients; must be thread-safe.
 */
public interface ClientProtocol {
    /** Returns the WebSocket subprotocol that asks for this one; empty for none. */
    String name();

    /**
     * Returns a message as one WebSocket message, or null if this protocol has no words for it: then it is not sent.
     * Called once per publication, view and protocol, not once per client. Must not block.
     */
    @Nullable
    Payload encode(FromHub message);

    /**
     * Reads what a client sent; the payload is within {@link HubConfig#inboundBytes()}. Called on a container thread,
     * one per client at a time. Must not block.
     *
     * @throws RefusedException to close the connection, {@link CloseReason#BAD_FRAME} as a rule
     */
    List<ToHub> decode(Payload frame);

    /**
     * Returns one message that says what several say, in their order, or null if this protocol cannot: then each goes out by
     * itself. All are its own, two at least. Called for what waits for a realm, once per protocol, and for what waits for a
     * client. Must not block.
     */
    default @Nullable Payload join(List<Payload> frames) {
        return null;
    }

    /**
     * Returns the protocol without words: the payload of an event or a snapshot is the message, a message is a command without
     * an id.
     *
     * @param commandType the type of that command
     */
    static ClientProtocol raw(String commandType) {
        return new RawProtocol(commandType);
    }

    /** What a hub says. */
    sealed interface FromHub {}

    /**
     * The first message on each connection: the client's realms are known.
     *
     * @param ticket proves, on the next connection, whose realms may be resumed: see {@link Resume}. A secret
     */
    record Welcome(Client client, long heartbeatMillis, String ticket) implements FromHub {
        /** Leaves the ticket out. */
        @Override
        public String toString() {
            return "welcome of " + client;
        }
    }

    /**
     * The client is in the realm. Events come from now on, or, if the realm keeps a stream, from {@link Live} on, or, if its
     * kind has snapshots, from {@link RealmSnapshot} on.
     */
    record Joined(Membership membership) implements FromHub {}

    /**
     * In a realm that keeps a stream: every event after this position comes from now on, each once.
     *
     * @param resumed whether it is the position that the client named itself, so that nothing is missing between what it has
     *     and what comes
     */
    record Live(Realm realm, Position position, boolean resumed) implements FromHub {}

    /**
     * The realm's state; every event after it comes from now on.
     *
     * @param position what it stands for; null if the realm keeps no stream
     */
    record RealmSnapshot(Realm realm, @Nullable Position position, Payload payload) implements FromHub {}

    /**
     * Something of the realm was missed, or may have been, that cannot be had any more: what the client knows of it is out of
     * date. Whatever {@link Joined} is followed by follows again.
     */
    record Resync(Realm realm) implements FromHub {}

    /** The realm's state cannot be had now; the hub goes on trying. */
    record Delayed(Realm realm, CloseReason reason) implements FromHub {}

    /** Whether the node has lost its link to the backends: no events come, and commands end as unavailable. */
    record Degraded(boolean degraded) implements FromHub {}

    /** No event of the realm follows. */
    record Left(Realm realm) implements FromHub {}

    /**
     * Who is in the realm, in the whole cluster. Of whom a diff does not speak, nothing has changed.
     *
     * @param here who is there; in a diff, who came or has changed
     * @param gone in a diff, who is there no more, and why
     * @param users how many there are; 0 if only clients are counted
     * @param clients how many connections they have
     */
    record Presence(Realm realm, Form form, List<Present> here, Map<String, LeaveReason> gone, int users, int clients)
            implements FromHub {
        /** What it tells. */
        public enum Form {
            /** All who are there. */
            WHOLE,
            /** What has changed since the last one, which was no count. */
            DIFF,
            /** The numbers alone; who is there is not told any more. */
            COUNT
        }

        /** Copies the lists. */
        public Presence {
            here = List.copyOf(here);
            gone = Map.copyOf(gone);
        }
    }

    /**
     * A publication, in the client's view.
     *
     * @param realm null if it went to the user, the client or everyone
     * @param position its place in the realm's stream; null if it came through none
     */
    record Event(@Nullable Realm realm, @Nullable Position position, Payload payload) implements FromHub {
        /** Makes one that came through no stream. */
        public Event(@Nullable Realm realm, Payload payload) {
            this(realm, null, payload);
        }
    }

    /** The one answer to a command. */
    record Answer(long id, Outcome outcome) implements FromHub {}

    /** A navigation is done. */
    record Navigated(long id, String path) implements FromHub {}

    /** A navigation was refused; the memberships are as before. */
    record NotNavigated(long id, String path, CloseReason reason) implements FromHub {}

    /**
     * The client is another user's from now on; the realms that he has on its path were joined and left before this.
     *
     * @param ticket takes the place of the one before
     */
    record LoggedIn(long id, User user, String ticket) implements FromHub {
        /** Leaves the ticket out. */
        @Override
        public String toString() {
            return "logged in as " + user;
        }
    }

    /** A login was refused; all is as before. */
    record NotLoggedIn(long id, CloseReason reason) implements FromHub {}

    /**
     * The answer to a ping.
     *
     * @param ticket takes the place of the one before, from time to time: they do not last; else null
     */
    record Pong(long sentMillis, @Nullable String ticket) implements FromHub {
        /** Makes one without a ticket. */
        public Pong(long sentMillis) {
            this(sentMillis, null);
        }

        /** Leaves the ticket out. */
        @Override
        public String toString() {
            return "pong " + sentMillis;
        }
    }

    /**
     * The pass by which the user came in expires: a {@link Refresh} is wanted.
     *
     * @param leftMillis until then; 0 if it has
     */
    record Expiring(long leftMillis) implements FromHub {}

    /** The last message, if the client still reads. */
    record Closing(CloseReason reason) implements FromHub {}

    /** What a client says. */
    sealed interface ToHub {}

    /** Asks for the realms of another path on the same connection. */
    record Navigate(long id, String path) implements ToHub {}

    /**
     * A command. Id 0 wants no answer.
     *
     * @param realm the text form of one of the client's realms; empty for its first
     */
    record Send(long id, String type, String realm, Payload payload) implements ToHub {}

    /**
     * The first message of a client that comes back and has said so: see {@link ContinuityConfig#resumeLimit()}.
     *
     * @param ticket of its last connection
     * @param positions by the text form of a realm that it was in, the text form of the position up to which it knows all;
     *     empty for a realm without a stream
     */
    record Resume(String ticket, Map<String, String> positions) implements ToHub {
        /** Copies the positions. */
        public Resume {
            positions = Map.copyOf(positions);
        }

        /** Leaves the ticket out. */
        @Override
        public String toString() {
            return "resume " + positions;
        }
    }

    /**
     * Asks to become another user on the same connection. The {@link Authenticator} gets the handshake with this token as
     * its {@linkplain Handshake#bearer() bearer}.
     */
    record Login(long id, String token) implements ToHub {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "login " + id;
        }
    }

    /**
     * Brings another token of the same user, before the one that he came in by expires: nothing changes but that. Answered as a
     * {@link Login}.
     */
    record Refresh(long id, String token) implements ToHub {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "refresh " + id;
        }
    }

    /** A sign of life; the lag is the client's last measured round trip, 0 for none. */
    record Ping(long sentMillis, long lagMillis) implements ToHub {}
}
