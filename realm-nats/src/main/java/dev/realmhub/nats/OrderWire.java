package dev.realmhub.nats;

import dev.realmhub.Order;
import dev.realmhub.nats.wire.Bus;
import java.time.Duration;

/** Orders on the wire. */
final class OrderWire {
    /** The header that tells an order from a publication; its value does not matter. */
    static final String ORDER = "Rh-Order";

    private OrderWire() {}

    static byte[] encode(Order order) {
        Bus.Order.Builder wire = Bus.Order.newBuilder();
        if (order instanceof Order.Move move) {
            wire.setMove(Bus.Move.newBuilder().setPath(move.path()));
        } else if (order instanceof Order.Place place) {
            wire.setPlace(Bus.Place.newBuilder()
                    .setPath(place.path())
                    .addAllMemberships(place.memberships().stream()
                            .map(ResolveWire::encode)
                            .toList()));
        } else if (order instanceof Order.Stay stay) {
            wire.setStay(Bus.Stay.newBuilder()
                    .setMs((int) Math.min(Integer.MAX_VALUE, stay.time().toMillis())));
        } else if (order instanceof Order.Kick kick) {
            wire.setKick(ResolveWire.encode(kick.reason()));
        }
        return wire.build().toByteArray();
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Order decode(byte[] body) {
        Bus.Order wire = PayloadWire.read(Bus.Order.parser(), body);
        return switch (wire.getWhatCase()) {
            case MOVE -> new Order.Move(path(wire.getMove().getPath()));
            case PLACE ->
                new Order.Place(
                        path(wire.getPlace().getPath()),
                        wire.getPlace().getMembershipsList().stream()
                                .map(ResolveWire::decode)
                                .toList());
            case KICK -> new Order.Kick(ResolveWire.decode(wire.getKick()));
            case STAY -> new Order.Stay(Duration.ofMillis(wire.getStay().getMs()));
            case WHAT_NOT_SET -> throw new IllegalArgumentException("an order to do nothing");
        };
    }

    private static String path(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an order to go nowhere");
        }
        return path;
    }
}
