package dev.realmhub;

import java.util.List;

/** A client with a fake socket that speaks {@link Words}. */
final class Guest {
    final Hub hub;
    final FakeSocket socket;
    final Client client;

    Guest(Hub hub, User user, String path, ClientProtocol protocol, FakeSocket socket) {
        this.hub = hub;
        this.socket = socket;
        this.client = hub.connect(Handshake.of(path), user, protocol, socket);
    }

    static Guest of(Hub hub, String user, String path) {
        return new Guest(hub, User.of(user), path, new Words(), new FakeSocket());
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
