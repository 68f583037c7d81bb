package dev.realmhub.nats;

import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.nats.wire.Bus;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publications on the wire. */
final class PublicationWire {
    private PublicationWire() {}

    static byte[] encode(Publication publication) {
        Bus.Publication.Builder wire = Bus.Publication.newBuilder();
        publication.common().map(PayloadWire::encode).ifPresent(wire::setCommon);
        wire.setOverflow(overflow(publication));
        publication.key().ifPresent(wire::setKey);
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
        return withOverflow(publication, wire);
    }

    private static Bus.Overflow overflow(Publication publication) {
        return switch (publication.overflow()) {
            case MUST_DELIVER -> Bus.Overflow.MUST_DELIVER;
            case LATEST -> Bus.Overflow.LATEST;
            case BEST_EFFORT -> Bus.Overflow.BEST_EFFORT;
        };
    }

    /** A rule that we do not know yet is the strictest. */
    private static Publication withOverflow(Publication publication, Bus.Publication wire) {
        return switch (wire.getOverflow()) {
            case LATEST -> publication.latest(wire.getKey());
            case BEST_EFFORT -> publication.bestEffort();
            case MUST_DELIVER, UNRECOGNIZED -> publication;
        };
    }

    /**
     * Reads an event of a stream. One that nobody may see has no body, and one that cannot be read has its place in the
     * stream all the same: without it there would seem to be a hole.
     *
     * @param malformed hears why it cannot be read
     */
    static Publication decodeKept(byte @Nullable [] body, Consumer<IllegalArgumentException> malformed) {
        if (body == null || body.length == 0) {
            return Publication.hidden();
        }
        try {
            return decode(body);
        } catch (IllegalArgumentException notOurs) {
            malformed.accept(notOurs);
            return Publication.hidden();
        }
    }

    private static Payload payload(Map.Entry<String, Bus.Payload> view) {
        return PayloadWire.decode(view.getValue());
    }
}
