package dev.realmhub;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the ids that nobody may guess or choose. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Returns 128 random bits as 22 characters of {@code A-Z a-z 0-9 _ -}. */
    static String unguessable() {
        return random(16);
    }

    /** Returns 48 random bits as 8 characters: enough to tell a cluster's nodes apart. */
    static String node() {
        return random(6);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
