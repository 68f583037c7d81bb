package dev.realmhub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an application sends: text or bytes that the hub never looks into. Made once, shared by all receivers.
 *
 * <p>Immutable and thread-safe.
 */
public final class Payload {
    private static final Payload EMPTY = text("");

    private final @Nullable String text;
    private volatile byte @Nullable [] bytes;
    private final int size;

    private Payload(@Nullable String text, byte @Nullable [] bytes, int size) {
        this.text = text;
        this.bytes = bytes;
        this.size = size;
    }

    /** Returns a text payload; on a WebSocket a text message. */
    public static Payload text(String text) {
        return new Payload(text, null, utf8Length(text));
    }

    /** Returns a binary payload with a copy of the bytes. */
    public static Payload binary(byte[] bytes) {
        return new Payload(null, bytes.clone(), bytes.length);
    }

    /** Returns a binary payload with a copy of the buffer's remaining bytes; its position is unchanged. */
    public static Payload binary(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Payload(null, copy, copy.length);
    }

    /** Returns the empty text. */
    public static Payload empty() {
        return EMPTY;
    }

    /** Returns whether this is text. */
    public boolean isText() {
        return text != null;
    }

    /** Returns the text, or the bytes read as UTF-8. */
    public String text() {
        return text != null ? text : new String(array(), StandardCharsets.UTF_8);
    }

    /** Returns a fresh read-only view of the bytes; of a text, its UTF-8 form, made once. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(array()).asReadOnlyBuffer();
    }

    /** Returns the number of bytes; of a text, in UTF-8. */
    public int size() {
        return size;
    }

    private byte[] array() {
        byte[] known = bytes;
        if (known == null) {
            known = text().getBytes(StandardCharsets.UTF_8);
            bytes = known;
        }
        return known;
    }

    /** Counts without encoding: most texts are sent as strings and never need their bytes here. */
    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                length += Character.isSurrogate(c) ? (isPaired(text, i) ? 1 : 0) : 2;
            } else if (c >= 0x80) {
                length++;
            }
        }
        return length;
    }

    /** Half a pair is encoded as one question mark. */
    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload
                && isText() == payload.isText()
                && size == payload.size
                && Arrays.equals(array(), payload.array());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array());
    }

    /** Tells kind and size only: payloads stay out of logs. */
    @Override
    public String toString() {
        return (isText() ? "text of " : "binary of ") + size + " bytes";
    }
}
