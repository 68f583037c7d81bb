package dev.realmhub.nats;

import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.User;
import dev.realmhub.nats.wire.Bus;
import io.nats.client.impl.Headers;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands and their outcomes on the wire. */
final class CommandWire {
    /** The header after whose instant, in epoch milliseconds, a command must not be run. */
    static final String DEADLINE = "Rh-Deadline";

    /** The header with the client's average round trip, milliseconds; absent while it is not known. */
    static final String LAG = "Rh-Lag";

    private CommandWire() {}

    static byte[] encode(Command command) {
        return message(command).toByteArray();
    }

    static Bus.Command message(Command command) {
        Bus.Command.Builder wire = Bus.Command.newBuilder()
                .setPayload(PayloadWire.encode(command.payload()))
                .setId(command.id())
                .putAllClaims(command.user().claims());
        command.membership().map(ResolveWire::encode).ifPresent(wire::setMembership);
        return wire.build();
    }

    /** What is not the application's: by when, how far away, and in which trace. */
    static Headers headers(Command command) {
        Headers headers =
                new Headers().put(DEADLINE, Long.toString(command.deadline().toEpochMilli()));
        if (command.lagMillis() > 0) {
            headers.put(LAG, Long.toString(command.lagMillis()));
        }
        Traces.add(headers, command.trace());
        return headers;
    }

    /**
     * Reads a command.
     *
     * @param sender what its subject tells
     * @param headers what {@link #headers} made
     * @param answered whether it has a reply subject
     * @throws IllegalArgumentException if it is malformed
     */
    static Command command(byte[] body, Subjects.Sender sender, @Nullable Headers headers, boolean answered) {
        Bus.Command wire = PayloadWire.read(Bus.Command.parser(), body);
        String deadline = headers == null ? null : headers.getFirst(DEADLINE);
        if (headers == null || deadline == null) {
            throw new IllegalArgumentException("a command without a deadline");
        }
        return new Command(
                sender.type(),
                PayloadWire.decode(wire.getPayload()),
                new User(sender.user(), sender.anonymous(), wire.getClaimsMap()),
                sender.client(),
                wire.hasMembership() ? Optional.of(ResolveWire.decode(wire.getMembership())) : Optional.empty(),
                Instant.ofEpochMilli(Long.parseLong(deadline)),
                answered,
                wire.getId(),
                lag(headers),
                Traces.of(headers));
    }

    static long lag(Headers headers) {
        String millis = headers.getFirst(LAG);
        return millis == null ? 0 : Math.max(0, Long.parseLong(millis));
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
