package dev.realmhub;

import java.util.List;
import java.util.Map;

/** A client with a fake socket that speaks {@link Words}. */
final class Guest {
    final Hub hub;
    final FakeSocket socket;
    final Client client;

    Guest(Hub hub, User user, String path, ClientProtocol protocol, FakeSocket socket) {
        this(hub, user, Handshake.of(path), protocol, socket);
    }

    Guest(Hub hub, User user, Handshake handshake, ClientProtocol protocol, FakeSocket socket) {
        this.hub = hub;
        this.socket = socket;
        this.client = hub.connect(handshake, user, protocol, socket);
    }

    static Guest of(Hub hub, String user, String path) {
        return new Guest(hub, User.of(user), path, new Words(), new FakeSocket());
    }

    /** One who comes back, and has not said with what. */
    static Guest returning(Hub hub, String user, String path) {
        return returning(hub, User.of(user), path);
    }

    static Guest returning(Hub hub, User user, String path) {
        Handshake handshake = new Handshake(path, Map.of("resume", List.of("1")), Map.of(), "", "");
        return new Guest(hub, user, handshake, new Words(), new FakeSocket());
    }

    /** The last ticket that it was given. */
    String ticket() {
        return ((Words) client.protocol()).ticket;
    }

    void says(String text) {
        hub.receive(client, Payload.text(text));
    }

    List<String> heard() {
        return socket.texts();
    }

    /** What was heard of one kind: {@code event}, {@code answer}, … */
    List<String> heard(String kind) {
        return heard().stream().filter(text -> text.startsWith(kind + " ")).toList();
    }

    List<String> places() {
        return client.memberships().stream().map(Membership::toString).toList();
    }
}
