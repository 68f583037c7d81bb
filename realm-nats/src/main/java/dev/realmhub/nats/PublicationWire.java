package dev.realmhub.nats;

import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.nats.wire.Bus;
import java.util.Map;

/** Publications on the wire. */
final class PublicationWire {
    private PublicationWire() {}

    static byte[] encode(Publication publication) {
        Bus.Publication.Builder wire = Bus.Publication.newBuilder();
        publication.common().map(PayloadWire::encode).ifPresent(wire::setCommon);
        wire.putAllUserViews(PayloadWire.encode(publication.userViews()));
        wire.putAllRoleViews(PayloadWire.encode(publication.roleViews()));
        return wire.build().toByteArray();
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Publication decode(byte[] body) {
        Bus.Publication wire = PayloadWire.read(Bus.Publication.parser(), body);
        Publication publication =
                wire.hasCommon() ? Publication.of(PayloadWire.decode(wire.getCommon())) : Publication.hidden();
        for (Map.Entry<String, Bus.Payload> view : wire.getUserViewsMap().entrySet()) {
            publication = publication.viewOfUser(view.getKey(), payload(view));
        }
        for (Map.Entry<String, Bus.Payload> view : wire.getRoleViewsMap().entrySet()) {
            publication = publication.viewOfRole(view.getKey(), payload(view));
        }
        return publication;
    }

    private static Payload payload(Map.Entry<String, Bus.Payload> view) {
        return PayloadWire.decode(view.getValue());
    }
}
