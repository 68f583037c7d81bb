package dev.realmhub.examples.liwords;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The five protobuf messages that this server reads or writes itself, by field number; all others pass through. */
final class Messages {
    private static final int REALMS_OF_RESPONSE = 2;

    private Messages() {}

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    static byte[] registerRealmRequest(String path, String user) {
        return message(out -> {
            out.writeString(1, path);
            out.writeString(2, user);
        });
    }

    /** Returns the realms of a RegisterRealmResponse, in order. */
    static List<String> realmsOf(byte[] response) {
        List<String> realms = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(response);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == REALMS_OF_RESPONSE) {
                    realms.add(in.readStringRequireUtf8());
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return realms;
    }

    static byte[] initRealmInfo(String user, List<String> realms) {
        return message(out -> {
            out.writeString(2, user);
            for (String realm : realms) {
                out.writeString(3, realm);
            }
        });
    }

    static byte[] errorMessage(String text) {
        return message(out -> out.writeString(1, text));
    }

    /** Proto3: a zero is not written. */
    static byte[] lagMeasurement(int millis) {
        return message(out -> {
            if (millis != 0) {
                out.writeInt32(1, millis);
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
