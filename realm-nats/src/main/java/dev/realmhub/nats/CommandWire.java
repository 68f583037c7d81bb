package dev.realmhub.nats;

import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.User;
import dev.realmhub.nats.wire.Bus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands and their outcomes on the wire. */
final class CommandWire {
    /** The header after whose instant, in epoch milliseconds, a command must not be run. */
    static final String DEADLINE = "Rh-Deadline";

    private CommandWire() {}

    static byte[] encode(Command command) {
        return message(command).toByteArray();
    }

    static Bus.Command message(Command command) {
        Bus.Command.Builder wire = Bus.Command.newBuilder()
                .setPayload(PayloadWire.encode(command.payload()))
                .putAllClaims(command.user().claims());
        command.membership().map(ResolveWire::encode).ifPresent(wire::setMembership);
        return wire.build();
    }

    static String deadline(Command command) {
        return Long.toString(command.deadline().toEpochMilli());
    }

    /**
     * Reads a command.
     *
     * @param sender what its subject tells
     * @param deadline its header, epoch milliseconds
     * @param answered whether it has a reply subject
     * @throws IllegalArgumentException if it is malformed
     */
    static Command command(byte[] body, Subjects.Sender sender, @Nullable String deadline, boolean answered) {
        Bus.Command wire = PayloadWire.read(Bus.Command.parser(), body);
        if (deadline == null) {
            throw new IllegalArgumentException("a command without a deadline");
        }
        return new Command(
                sender.type(),
                PayloadWire.decode(wire.getPayload()),
                new User(sender.user(), sender.anonymous(), wire.getClaimsMap()),
                sender.client(),
                wire.hasMembership() ? Optional.of(ResolveWire.decode(wire.getMembership())) : Optional.empty(),
                Instant.ofEpochMilli(Long.parseLong(deadline)),
                answered);
    }

    static byte[] encode(Outcome outcome) {
        Bus.Outcome.Builder wire = Bus.Outcome.newBuilder();
        if (outcome instanceof Outcome.Ok ok) {
            wire.setOk(PayloadWire.encode(ok.payload()));
        } else if (outcome instanceof Outcome.Rejected no) {
            wire.setRejected(Bus.Rejection.newBuilder().setCode(no.code()).setText(no.text()));
        } else if (outcome instanceof Outcome.Unavailable) {
            wire.setUnavailable(Bus.Unavailable.getDefaultInstance());
        } else if (outcome instanceof Outcome.Unknown) {
            wire.setUnknown(Bus.Unknown.getDefaultInstance());
        }
        return wire.build().toByteArray();
    }

    /**
     * Reads an outcome.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Outcome outcome(byte[] body) {
        Bus.Outcome wire = PayloadWire.read(Bus.Outcome.parser(), body);
        return switch (wire.getResultCase()) {
            case OK -> ok(wire.getOk());
            case REJECTED ->
                Outcome.rejected(
                        wire.getRejected().getCode(), wire.getRejected().getText());
            case UNAVAILABLE -> new Outcome.Unavailable();
            case UNKNOWN -> new Outcome.Unknown();
            case RESULT_NOT_SET -> throw new IllegalArgumentException("an outcome without a result");
        };
    }

    /** The one place where a payload may be absent: most commands have no answer but that they are done. */
    private static Outcome ok(Bus.Payload wire) {
        return wire.getBodyCase() == Bus.Payload.BodyCase.BODY_NOT_SET
                ? Outcome.ok()
                : Outcome.ok(PayloadWire.decode(wire));
    }
}
