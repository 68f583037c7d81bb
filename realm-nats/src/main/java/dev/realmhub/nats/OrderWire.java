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
        } else if (order instanceof Order.Revoke revoke) {
            wire.setRevoke(
                    Bus.Revoke.newBuilder().setWhat(wireOf(revoke.what())).setId(revoke.id()));
        } else if (order instanceof Order.Replace replace) {
            wire.setReplace(Bus.Replace.newBuilder()
                    .setUser(replace.user())
                    .setClient(replace.client())
                    .setSinceMs(replace.since()));
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
            case REVOKE -> decode(wire.getRevoke());
            case REPLACE -> decode(wire.getReplace());
            case STAY -> new Order.Stay(Duration.ofMillis(wire.getStay().getMs()));
            case WHAT_NOT_SET -> throw new IllegalArgumentException("an order to do nothing");
        };
    }

    private static Bus.Revoke.Of wireOf(Order.Revoke.Of what) {
        return switch (what) {
            case USER -> Bus.Revoke.Of.USER;
            case CLIENT -> Bus.Revoke.Of.CLIENT;
            case TOKEN -> Bus.Revoke.Of.TOKEN;
        };
    }

    private static Order decode(Bus.Revoke wire) {
        String id = required(wire.getId());
        return switch (wire.getWhat()) {
            case USER -> Order.Revoke.user(id);
            case CLIENT -> Order.Revoke.client(id);
            case TOKEN -> Order.Revoke.token(id);
            case OF_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("an order to revoke nothing");
        };
    }

    private static Order decode(Bus.Replace wire) {
        return new Order.Replace(required(wire.getUser()), required(wire.getClient()), wire.getSinceMs());
    }

    private static String required(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an order about nobody");
        }
        return id;
    }

    private static String path(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an order to go nowhere");
        }
        return path;
    }
}
