package dev.realmhub.jakarta;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.realmhub.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Between our bytes and protobuf's, without a copy: neither side writes into what it has made. */
final class ProtobufBytes extends ByteOutput {
    private @Nullable Payload taken;

    private ProtobufBytes() {}

    /** Returns the payload's own bytes. */
    static ByteString of(Payload payload) {
        return UnsafeByteOperations.unsafeWrap(payload.array(), payload.arrayOffset(), payload.size());
    }

    /** Returns a payload of these very bytes. Protobuf hands them over in one piece if they were read from an array. */
    static Payload payload(ByteString bytes) {
        ProtobufBytes taker = new ProtobufBytes();
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, taker);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Payload whole = taker.taken;
        return whole != null && whole.size() == bytes.size() ? whole : Payload.wrap(bytes.toByteArray());
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
        taken = Payload.wrap(value).slice(offset, length);
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        taken = Payload.binary(value);
    }

    @Override
    public void write(byte value) {
        taken = Payload.wrap(new byte[] {value});
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        taken = Payload.wrap(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void write(ByteBuffer value) {
        taken = Payload.binary(value);
    }
}
