package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.Snapshot;
import dev.realmhub.nats.wire.Bus;

/** Snapshots and the questions for them on the wire. */
final class SnapshotWire {
    private SnapshotWire() {}

    static byte[] encode(Snapshot.Request request) {
        Snapshot.Viewer viewer = request.viewer();
        return Bus.SnapshotRequest.newBuilder()
                .setRealm(request.realm().toString())
                .setUser(ResolveWire.encode(viewer.user()))
                .setRole(viewer.role())
                .setNode(viewer.client().node())
                .setClient(viewer.client().client())
                .build()
                .toByteArray();
    }

    /**
     * Reads a question.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Snapshot.Request request(byte[] body) {
        Bus.SnapshotRequest wire = PayloadWire.read(Bus.SnapshotRequest.parser(), body);
        return new Snapshot.Request(
                Realm.parse(wire.getRealm()),
                new Snapshot.Viewer(
                        ResolveWire.decode(wire.getUser()),
                        wire.getRole(),
                        new Address.OfClient(wire.getNode(), wire.getClient())));
    }

    static byte[] encode(Snapshot snapshot) {
        Bus.State.Builder state = Bus.State.newBuilder().setPayload(PayloadWire.encode(snapshot.payload()));
        snapshot.position().map(Position::toString).ifPresent(state::setPosition);
        return Bus.Snapshot.newBuilder().setState(state).build().toByteArray();
    }

    static byte[] encode(CloseReason refusal) {
        return Bus.Snapshot.newBuilder()
                .setRefused(ResolveWire.encode(refusal))
                .build()
                .toByteArray();
    }

    /**
     * Reads an answer.
     *
     * @throws RefusedException if it is a refusal
     * @throws IllegalArgumentException if it is malformed
     */
    static Snapshot snapshot(byte[] body) {
        Bus.Snapshot wire = PayloadWire.read(Bus.Snapshot.parser(), body);
        return switch (wire.getAnswerCase()) {
            case STATE -> decode(wire.getState());
            case REFUSED -> throw new RefusedException(ResolveWire.decode(wire.getRefused()));
            case ANSWER_NOT_SET -> throw new IllegalArgumentException("a snapshot without an answer");
        };
    }

    private static Snapshot decode(Bus.State wire) {
        Payload payload = PayloadWire.decode(wire.getPayload());
        return wire.getPosition().isEmpty()
                ? Snapshot.of(payload)
                : Snapshot.of(payload, Position.parse(wire.getPosition()));
    }
}
