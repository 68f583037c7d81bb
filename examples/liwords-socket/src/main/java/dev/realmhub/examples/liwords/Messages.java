package dev.realmhub.examples.liwords;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.UncheckedIOException;
import java.util.List;

/** The five protobuf messages that this server reads or writes itself, by field number; all others pass through. */
final class Messages {
    private Messages() {}

    static byte[] registerRealmRequest(String path, String user) {
        return texts(1, List.of(path)).concat(texts(2, List.of(user))).toByteArray();
    }

    /** Returns the realms of a RegisterRealmResponse, in order. */
    static List<String> realmsOf(byte[] response) {
        try {
            return UnknownFieldSet.parseFrom(response).getField(2).getLengthDelimitedList().stream()
                    .map(ByteString::toStringUtf8)
                    .toList();
        } catch (InvalidProtocolBufferException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static byte[] initRealmInfo(String user, List<String> realms) {
        return texts(2, List.of(user)).concat(texts(3, realms)).toByteArray();
    }

    static byte[] errorMessage(String text) {
        return texts(1, List.of(text)).toByteArray();
    }

    /** Proto3: a zero is not written. */
    static byte[] lagMeasurement(int millis) {
        UnknownFieldSet.Builder lag = UnknownFieldSet.newBuilder();
        return (millis == 0 ? lag : lag.mergeVarintField(1, millis)).build().toByteArray();
    }

    private static ByteString texts(int number, List<String> texts) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        texts.forEach(text -> field.addLengthDelimited(ByteString.copyFromUtf8(text)));
        return UnknownFieldSet.newBuilder()
                .mergeField(number, field.build())
                .build()
                .toByteString();
    }
}
