package dev.realmhub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, a key or a token. It prints as {@code ***}, whoever prints it: a log line, an exception, a debugger's view.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {
    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    /** Returns a secret of some bytes, which are copied. */
    public static Secret of(byte[] value) {
        return new Secret(value.clone());
    }

    /** Returns a secret of a text, in UTF-8. */
    public static Secret of(String value) {
        return new Secret(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what it is: a copy. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Returns what it is, read as UTF-8: to be handed on, and neither kept nor printed. */
    public String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Takes as long for a near miss as for any other of its length. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
    }

    /** Tells nothing: the same for all. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
