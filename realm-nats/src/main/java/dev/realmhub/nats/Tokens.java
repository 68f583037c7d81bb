package dev.realmhub.nats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The one way in which an id stands in a subject or a header: percent-encoded UTF-8, all but {@code A-Z a-z 0-9 _ -}, with
 * upper-case digits. So no id can shift a token, hold a wildcard or end a line, and each has one token only.
 */
final class Tokens {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Tokens() {}

    /**
     * Returns the token of an id.
     *
     * @throws IllegalArgumentException if it is empty or holds half a surrogate pair
     */
    static String encode(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an empty id has no token");
        }
        return id.chars().allMatch(Tokens::isPlain) ? id : percentEncoded(utf8(id));
    }

    /**
     * Returns the id of a token.
     *
     * @throws IllegalArgumentException if {@link #encode} makes no such token
     */
    static String decode(String token) {
        if (!token.isEmpty() && token.chars().allMatch(Tokens::isPlain)) {
            return token;
        }
        String id = new String(percentDecoded(token), StandardCharsets.UTF_8);
        if (!encode(id).equals(token)) {
            throw new IllegalArgumentException("a token that is not encoded as it must be");
        }
        return id;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static ByteBuffer utf8(String id) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
        } catch (CharacterCodingException halfAPair) {
            throw new IllegalArgumentException("an id with half a surrogate pair has no token", halfAPair);
        }
    }

    private static String percentEncoded(ByteBuffer bytes) {
        StringBuilder token = new StringBuilder(3 * bytes.remaining());
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (isPlain(b)) {
                token.append((char) b);
            } else {
                token.append('%').append(HEX.toHexDigits(b));
            }
        }
        return token.toString();
    }

    /** Lenient: what it lets pass does not come out the same when it is encoded again. */
    private static byte[] percentDecoded(String token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(token.length());
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) == '%' && i + 2 < token.length()) {
                bytes.write(HexFormat.fromHexDigits(token, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(token.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
