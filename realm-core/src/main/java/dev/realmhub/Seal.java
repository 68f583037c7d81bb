package dev.realmhub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Words that only who has the same key can have written: anybody may read them, none can change them. Of two purposes with one
 * key neither is good for the other.
 *
 * <p>Thread-safe.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;
    private static final int MOST_CHARACTERS = 4096;

    /** What seals. */
    record Key(SecretKeySpec secret) {
        /**
         * Makes one of a secret.
         *
         * @param name of the setting, for the message
         */
        static Key of(String name, byte[] secret) {
            if (secret.length < LEAST_KEY_BYTES) {
                throw new IllegalArgumentException(
                        name + " has " + secret.length + " bytes; it must have " + LEAST_KEY_BYTES + " or more");
            }
            return new Key(new SecretKeySpec(secret, ALGORITHM));
        }

        static Key random() {
            byte[] secret = new byte[LEAST_KEY_BYTES];
            new SecureRandom().nextBytes(secret);
            return of("key", secret);
        }

        /** Does not tell. */
        @Override
        public String toString() {
            return "key";
        }
    }

    private final Key key;
    private final byte[] purpose;

    /**
     * Makes one.
     *
     * @param purpose goes into each seal
     */
    Seal(Key key, String purpose) {
        this.key = key;
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the words with their seal, of {@code A-Z a-z 0-9 _ - .}. */
    String put(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        return encoded(bytes) + '.' + encoded(seal(bytes));
    }

    /** Returns the words that were sealed, null if the seal is not ours. */
    @Nullable
    String read(String sealed) {
        int dot = sealed.indexOf('.');
        if (dot < 0 || sealed.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            byte[] words = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
            byte[] seal = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            return MessageDigest.isEqual(seal, seal(words)) ? new String(words, StandardCharsets.UTF_8) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private byte[] seal(byte[] words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            mac.update(purpose);
            return mac.doFinal(words);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
