package dev.realmhub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an application sends: text or bytes that the hub never looks into. Made once, shared by all receivers.
 *
 * <p>Text has no halves of surrogate pairs, which some containers cannot send: one would cost a whole realm its
 * connections.
 *
 * <p>Immutable and thread-safe.
 */
public final class Payload {
    private static final Payload EMPTY = text("");

    private final @Nullable String text;
    private volatile byte @Nullable [] array;
    private volatile @Nullable ByteBuffer view;
    private final int offset;
    private final int size;

    private Payload(@Nullable String text, byte @Nullable [] array, int offset, int size) {
        this.text = text;
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    /** Returns a text payload; on a WebSocket a text message. Half a surrogate pair becomes U+FFFD. */
    public static Payload text(String text) {
        String whole = SurrogatePairs.mended(text);
        return new Payload(whole, null, 0, utf8Length(whole));
    }

    /** Returns a binary payload with a copy of the bytes. */
    public static Payload binary(byte[] bytes) {
        return wrap(bytes.clone());
    }

    /** Returns a binary payload with a copy of the buffer's remaining bytes; its position is unchanged. */
    public static Payload binary(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return wrap(copy);
    }

    /**
     * Returns a binary payload that takes an array over, without a copy: nobody may write into it from then on. For
     * protocols and adapters, which have made the array themselves; {@link #binary(byte[])} is for all others.
     */
    public static Payload wrap(byte[] bytes) {
        return new Payload(null, bytes, 0, bytes.length);
    }

    /** Returns a binary payload of the bytes of several, one behind the other: for protocols whose frames say where they end. */
    public static Payload joined(List<Payload> parts) {
        int size = 0;
        for (Payload part : parts) {
            size += part.size;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (Payload part : parts) {
            all.put(part.array(), part.offset, part.size);
        }
        return wrap(all.array());
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
        return text != null ? text : new String(array(), offset, size, StandardCharsets.UTF_8);
    }

    /** Returns a fresh read-only view of the bytes; of a text, its UTF-8 form, made once. */
    public ByteBuffer bytes() {
        ByteBuffer known = view;
        if (known == null) {
            known = ByteBuffer.wrap(array(), offset, size).slice().asReadOnlyBuffer();
            view = known;
        }
        return known.duplicate(); // one small object per receiver
    }

    /** Returns the number of bytes; of a text, in UTF-8. */
    public int size() {
        return size;
    }

    /**
     * Returns the array that the bytes stand in, {@link #size()} of them from {@link #arrayOffset()} on; of a text, its
     * UTF-8 form, made once. For parsers and writers that are faster with arrays. It is no copy but what all receivers
     * share: whoever writes into it changes everybody's message.
     */
    public byte[] array() {
        byte[] known = array;
        if (known == null) {
            known = text().getBytes(StandardCharsets.UTF_8);
            array = known;
        }
        return known;
    }

    /** Returns a copy of the bytes; of a text, in UTF-8. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array(), offset, offset + size);
    }

    /** Returns where in {@link #array()} the bytes begin. */
    public int arrayOffset() {
        return offset;
    }

    /**
     * Returns a binary payload of some of these bytes, without a copy: it keeps the whole array from being collected.
     *
     * @param from 0 is the first byte of this payload
     * @throws IndexOutOfBoundsException if this payload has fewer bytes
     */
    public Payload slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, size);
        return new Payload(null, array(), offset + from, count);
    }

    /** Counts without encoding: most texts are sent as strings and never need their bytes here. */
    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                length += Character.isSurrogate(c) ? 1 : 2; // a pair: two chars, four bytes
            } else if (c >= 0x80) {
                length++;
            }
        }
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload
                && isText() == payload.isText()
                && size == payload.size
                && bytes().equals(payload.bytes());
    }

    @Override
    public int hashCode() {
        return bytes().hashCode();
    }

    /** Tells kind and size only: payloads stay out of logs. */
    @Override
    public String toString() {
        return (isText() ? "text of " : "binary of ") + size + " bytes";
    }
}
