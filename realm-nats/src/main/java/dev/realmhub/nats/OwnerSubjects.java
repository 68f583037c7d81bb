package dev.realmhub.nats;

import dev.realmhub.Realm;
import java.util.List;

/**
 * The subjects of owned realms, see {@code docs/subjects.md}.
 *
 * <p>Immutable and thread-safe.
 */
final class OwnerSubjects {
    private final String prefix;

    OwnerSubjects(String prefix) {
        this.prefix = prefix;
    }

    /** Returns where the owner of a realm hears its commands. */
    String commandsTo(Realm realm) {
        return prefix + "own." + Subjects.tokens(realm);
    }

    /** Returns where it is asked who owns realms of a kind. */
    String claims(String kind) {
        return prefix + "claim." + Tokens.encode(kind);
    }

    /** Returns the name of the stream of leases. */
    String stream() {
        return prefix.substring(0, prefix.length() - 1).replace('.', '+') + "-leases";
    }

    /** Returns the subjects of all leases. */
    String leases() {
        return prefix + "lease.>";
    }

    /** Returns the subject of the one lease of a realm that follows an epoch; of its first that is 0. */
    String lease(Realm realm, long after) {
        return prefix + "lease." + Subjects.tokens(realm) + "." + after;
    }

    /**
     * Reads the realm of a lease's subject.
     *
     * @throws IllegalArgumentException if it is none
     */
    Realm leased(String subject) {
        String begin = prefix + "lease.";
        int end = subject.lastIndexOf('.');
        if (!subject.startsWith(begin) || end < begin.length()) {
            throw new IllegalArgumentException("not the subject of a lease");
        }
        List<String> tokens = Subjects.decodedTokens(subject.substring(begin.length(), end));
        return Realm.of(tokens);
    }

    /** Returns where a holder says that he lives. */
    String holder(String id) {
        return prefix + "holder." + id;
    }

    /** Returns where all holders say so. */
    String holders() {
        return prefix + "holder.*";
    }
}
