package dev.realmhub.nats;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import dev.realmhub.Payload;
import dev.realmhub.nats.wire.Bus;
import java.util.Map;
import java.util.stream.Collectors;

/** What all messages of {@code bus.proto} have in common: how they are read, and payloads. */
final class PayloadWire {
    private PayloadWire() {}

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is none, or empty: no message of ours is
     */
    static <M> M read(Parser<M> parser, byte[] body) {
        if (body.length == 0) {
            throw new IllegalArgumentException("an empty body");
        }
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalArgumentException("a body that is no protobuf", malformed);
        }
    }

    /** Shares the payload's bytes; a text goes as its UTF-8 form, which is made once however often it is sent. */
    static Bus.Payload encode(Payload payload) {
        var bytes = UnsafeByteOperations.unsafeWrap(payload.bytes());
        Bus.Payload.Builder wire = Bus.Payload.newBuilder();
        return (payload.isText() ? wire.setTextBytes(bytes) : wire.setBinary(bytes)).build();
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is absent
     */
    static Payload decode(Bus.Payload wire) {
        return switch (wire.getBodyCase()) {
            case TEXT -> Payload.text(wire.getText());
            case BINARY -> Payload.binary(wire.getBinary().asReadOnlyByteBuffer());
            case BODY_NOT_SET -> throw new IllegalArgumentException("a message without its payload");
        };
    }

    static Map<String, Bus.Payload> encode(Map<String, Payload> payloads) {
        return payloads.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> encode(entry.getValue())));
    }
}
