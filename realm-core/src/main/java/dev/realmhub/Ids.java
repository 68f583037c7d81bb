package dev.realmhub;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes the ids that nobody may guess or choose. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Returns 128 random bits as 22 characters of {@code A-Z a-z 0-9 _ -}. */
    static String unguessable() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
    }

    /**
     * Returns 48 random bits as 12 characters of {@code 0-9 a-f}: enough to tell a cluster's nodes apart, or a stream's
     * lives. People give such ids to command lines, where none may look like an option.
     */
    static String node() {
        return HexFormat.of().formatHex(random(6));
    }

    /** Returns 62 random bits, and never 0: what tells two starts of a node apart, even in one millisecond. */
    static long start() {
        return RANDOM.nextLong() >>> 1 | 1;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
