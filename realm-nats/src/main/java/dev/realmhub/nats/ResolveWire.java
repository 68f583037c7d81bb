package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import dev.realmhub.nats.wire.Bus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Resolve requests and their answers on the wire. */
final class ResolveWire {
    private ResolveWire() {}

    static byte[] encode(ResolveRequest request) {
        return Bus.ResolveRequest.newBuilder()
                .setTarget(request.target())
                .setUser(encode(request.user()))
                .setNode(request.client().node())
                .setClient(request.client().client())
                .setHandshake(encode(request.handshake()))
                .build()
                .toByteArray();
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static ResolveRequest request(byte[] body) {
        Bus.ResolveRequest wire = PayloadWire.read(Bus.ResolveRequest.parser(), body);
        if (wire.getTarget().isEmpty()) {
            throw new IllegalArgumentException("a resolve request without a target");
        }
        return ResolveRequest.of(
                decode(wire.getHandshake()),
                wire.getTarget(),
                decode(wire.getUser()),
                new Address.OfClient(wire.getNode(), wire.getClient()));
    }

    static byte[] encode(Resolution resolution) {
        Bus.Resolution.Builder wire = Bus.Resolution.newBuilder();
        if (resolution.isAbstained()) {
            wire.setAbstained(Bus.Abstention.getDefaultInstance());
        } else {
            resolution
                    .refusal()
                    .ifPresentOrElse(
                            reason -> wire.setRefused(encode(reason)),
                            () -> wire.setGranted(encode(resolution.memberships())));
        }
        return wire.build().toByteArray();
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Resolution resolution(byte[] body) {
        Bus.Resolution wire = PayloadWire.read(Bus.Resolution.parser(), body);
        return switch (wire.getAnswerCase()) {
            case GRANTED ->
                Resolution.of(wire.getGranted().getMembershipsList().stream()
                        .map(ResolveWire::decode)
                        .toList());
            case REFUSED -> Resolution.denied(decode(wire.getRefused()));
            case ABSTAINED -> Resolution.abstained();
            case ANSWER_NOT_SET -> throw new IllegalArgumentException("a resolution without an answer");
        };
    }

    static Bus.Membership encode(Membership membership) {
        return Bus.Membership.newBuilder()
                .setRealm(membership.realm().toString())
                .setRole(membership.role())
                .setSight(Bus.Sight.valueOf(membership.sight().name()))
                .setHidden(membership.hidden())
                .build();
    }

    static Membership decode(Bus.Membership wire) {
        return new Membership(Realm.parse(wire.getRealm()), wire.getRole(), sight(wire.getSight()), wire.getHidden());
    }

    /** A sight that is not known here shows nothing. */
    private static Membership.Sight sight(Bus.Sight wire) {
        return switch (wire) {
            case MEMBERS -> Membership.Sight.MEMBERS;
            case COUNTS -> Membership.Sight.COUNTS;
            case NOTHING, UNRECOGNIZED -> Membership.Sight.NOTHING;
        };
    }

    private static Bus.Grant encode(List<Membership> memberships) {
        return Bus.Grant.newBuilder()
                .addAllMemberships(memberships.stream().map(ResolveWire::encode).toList())
                .build();
    }

    static Bus.Refusal encode(CloseReason reason) {
        return Bus.Refusal.newBuilder()
                .setCode(reason.code())
                .setText(reason.text())
                .setRetry(reason.retry())
                .setRetryAfterMs((int) reason.retryAfter().toMillis())
                .build();
    }

    static CloseReason decode(Bus.Refusal wire) {
        Duration after = Duration.ofMillis(Integer.toUnsignedLong(wire.getRetryAfterMs()));
        return new CloseReason(wire.getCode(), wire.getText(), wire.getRetry(), after);
    }

    static Bus.User encode(User user) {
        return Bus.User.newBuilder()
                .setId(user.id())
                .setAnonymous(user.anonymous())
                .putAllClaims(user.claims())
                .build();
    }

    static User decode(Bus.User wire) {
        return new User(wire.getId(), wire.getAnonymous(), wire.getClaimsMap());
    }

    /** Headers and cookies stay on the node: they may hold secrets that no backend needs. */
    private static Bus.Handshake encode(Handshake handshake) {
        Bus.Handshake.Builder wire = Bus.Handshake.newBuilder()
                .setPath(handshake.path())
                .setOrigin(handshake.origin())
                .setRemoteAddress(handshake.remoteAddress());
        handshake
                .query()
                .forEach((name, values) ->
                        wire.addQuery(Bus.Parameter.newBuilder().setName(name).addAllValues(values)));
        return wire.build();
    }

    private static Handshake decode(Bus.Handshake wire) {
        Map<String, List<String>> query = wire.getQueryList().stream()
                .collect(Collectors.toMap(Bus.Parameter::getName, ResolveWire::values, (first, again) -> first));
        return new Handshake(wire.getPath(), query, Map.of(), wire.getOrigin(), wire.getRemoteAddress());
    }

    private static List<String> values(Bus.Parameter parameter) {
        return List.copyOf(parameter.getValuesList());
    }
}
