package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.Leases;
import dev.realmhub.Realm;
import dev.realmhub.nats.wire.Bus;
import io.nats.client.impl.Headers;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands to owners, claims and leases on the wire. The decoders throw {@link IllegalArgumentException}. */
final class OwnerWire {
    private OwnerWire() {}

    static byte[] encode(Broker.ToOwner toOwner) {
        Command command = toOwner.command();
        return Bus.OwnedCommand.newBuilder()
                .setCommand(CommandWire.message(command))
                .setType(command.type())
                .setUser(ResolveWire.encode(command.user()))
                .setNode(command.client().node())
                .setClient(command.client().client())
                .setUnanswered(!command.answered())
                .setEpoch(toOwner.epoch())
                .build()
                .toByteArray();
    }

    static Broker.ToOwner command(byte[] body, @Nullable Headers headers) {
        Bus.OwnedCommand wire = PayloadWire.read(Bus.OwnedCommand.parser(), body);
        String deadline = headers == null ? null : headers.getFirst(CommandWire.DEADLINE);
        if (headers == null || deadline == null || !wire.getCommand().hasMembership()) {
            throw new IllegalArgumentException("a command to an owner without a deadline or a membership");
        }
        Command command = new Command(
                wire.getType(),
                PayloadWire.decode(wire.getCommand().getPayload()),
                ResolveWire.decode(wire.getUser()),
                new Address.OfClient(wire.getNode(), wire.getClient()),
                Optional.of(ResolveWire.decode(wire.getCommand().getMembership())),
                Instant.ofEpochMilli(Long.parseLong(deadline)),
                !wire.getUnanswered(),
                wire.getCommand().getId(),
                CommandWire.lag(headers),
                Traces.of(headers));
        return new Broker.ToOwner(command, wire.getEpoch());
    }

    static byte[] encode(Broker.Claim claim) {
        return Bus.ClaimRequest.newBuilder()
                .setRealm(claim.realm().toString())
                .setSuspect(claim.suspect())
                .build()
                .toByteArray();
    }

    static Broker.Claim claim(byte[] body) {
        Bus.ClaimRequest wire = PayloadWire.read(Bus.ClaimRequest.parser(), body);
        return new Broker.Claim(Realm.parse(wire.getRealm()), wire.getSuspect());
    }

    static byte[] encode(Leases.Lease lease) {
        return Bus.Lease.newBuilder()
                .setRealm(lease.realm().toString())
                .setHolder(lease.holder())
                .setEpoch(lease.epoch())
                .build()
                .toByteArray();
    }

    static Leases.Lease lease(byte[] body) {
        Bus.Lease wire = PayloadWire.read(Bus.Lease.parser(), body);
        return new Leases.Lease(Realm.parse(wire.getRealm()), wire.getHolder(), wire.getEpoch());
    }
}
