package dev.realmhub;

import java.util.List;
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
     * Returns the protocol without words: an event's payload is the message, a message is a command without an id.
     *
     * @param commandType the type of that command
     */
    static ClientProtocol raw(String commandType) {
        return new RawProtocol(commandType);
    }

    /** What a hub says. */
    sealed interface FromHub {}

    /** The first message on each connection: the client's realms are known. */
    record Welcome(Client client, long heartbeatMillis) implements FromHub {}

    /** From now on the realm's events come. */
    record Joined(Membership membership) implements FromHub {}

    /** No event of the realm follows. */
    record Left(Realm realm) implements FromHub {}

    /** A publication, in the client's view; the realm is null if it went to the user, the client or everyone. */
    record Event(@Nullable Realm realm, Payload payload) implements FromHub {}

    /** The one answer to a command. */
    record Answer(long id, Outcome outcome) implements FromHub {}

    /** A navigation is done. */
    record Navigated(long id, String path) implements FromHub {}

    /** A navigation was refused; the memberships are as before. */
    record NotNavigated(long id, String path, CloseReason reason) implements FromHub {}

    /** The answer to a ping. */
    record Pong(long sentMillis) implements FromHub {}

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

    /** A sign of life; the lag is the client's last measured round trip, 0 for none. */
    record Ping(long sentMillis, long lagMillis) implements ToHub {}
}
