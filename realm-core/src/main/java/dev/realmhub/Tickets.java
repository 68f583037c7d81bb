package dev.realmhub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads resume tickets: who had the connection, until when, and a seal that only a hub with the same key can make.
 * So any hub of a cluster knows them, and none has to remember any.
 *
 * <p>Thread-safe.
 */
final class Tickets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;
    private static final int MOST_CHARACTERS = 1024;

    /** What seals tickets. */
    record Key(SecretKeySpec secret) {
        static Key of(byte[] secret) {
            if (secret.length < LEAST_KEY_BYTES) {
                throw new IllegalArgumentException(
                        "resumeKey has " + secret.length + " bytes; it must have " + LEAST_KEY_BYTES + " or more");
            }
            return new Key(new SecretKeySpec(secret, ALGORITHM));
        }

        static Key random() {
            byte[] secret = new byte[LEAST_KEY_BYTES];
            new SecureRandom().nextBytes(secret);
            return of(secret);
        }

        /** Does not tell. */
        @Override
        public String toString() {
            return "resume key";
        }
    }

    /** Whose a connection was. */
    record Holder(String user, boolean anonymous) {
        boolean isOf(User other) {
            return anonymous == other.anonymous() && user.equals(other.id());
        }
    }

    private final Key key;
    private final Duration limit;
    private final Timers timers;

    Tickets(Key key, Duration limit, Timers timers) {
        this.key = key;
        this.limit = limit;
        this.timers = timers;
    }

    /** Returns a ticket that is good for twice the limit: for the limit at least after it should have been replaced. */
    String issue(User user) {
        long until = timers.wall().millis() + 2 * limit.toMillis();
        String words = until + (user.anonymous() ? ":a:" : ":u:") + user.id();
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        return encoded(bytes) + '.' + encoded(seal(bytes));
    }

    /** Returns how long after it was issued a ticket should be replaced: it is good for longer than the limit still. */
    Duration renewal() {
        return limit.dividedBy(2);
    }

    /** Returns whose ticket it is; null if it is none of this cluster's, or no longer good. */
    @Nullable
    Holder read(String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 0 || ticket.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            byte[] words = Base64.getUrlDecoder().decode(ticket.substring(0, dot));
            byte[] sealed = Base64.getUrlDecoder().decode(ticket.substring(dot + 1));
            return MessageDigest.isEqual(sealed, seal(words))
                    ? holder(new String(words, StandardCharsets.UTF_8))
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Reads what a hub has written: the seal is good. */
    private @Nullable Holder holder(String words) {
        String[] parts = words.split(":", 3);
        boolean good = Long.parseLong(parts[0]) >= timers.wall().millis();
        return good ? new Holder(parts[2], parts[1].equals("a")) : null;
    }

    private byte[] seal(byte[] words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            return mac.doFinal(words);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
