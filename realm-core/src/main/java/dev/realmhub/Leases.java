package dev.realmhub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who owns which realm: a power that a broker may have, see {@link Broker#leases}. At most one holder has an epoch, and later
 * epochs are higher, so that a store can tell the writes of an owner from those of one who does not know yet that he was
 * replaced.
 *
 * <p>A lease says whom to ask; it does not make anybody stop. A holder that was paused still believes in his, so whoever
 * writes names the epoch, or the state that he expects, and is refused if it is an old one.
 *
 * <p>Thread-safe. Nothing here blocks. The stages may complete on the broker's own thread, so what follows must be short.
 * They fail with a {@link BrokerException}.
 */
public interface Leases {
    /** How often a holder is to {@link #renew}. */
    Duration RENEW_EVERY = Duration.ofMillis(500);

    /** How long a holder may be silent: three renewals may go astray. */
    Duration LAPSE = Duration.ofSeconds(2);

    /**
     * That a holder owns a realm.
     *
     * @param holder the id of a backend, 1 to 64 of {@code A-Z a-z 0-9 _ -}
     * @param epoch above 0; grows with each lease of the realm, with holes
     */
    record Lease(Realm realm, String holder, long epoch) {
        /** Checks the holder and the epoch. */
        public Lease {
            Names.checkPlain("lease holder", holder);
            if (epoch < 1) {
                throw new IllegalArgumentException("epoch " + epoch + " is below 1");
            }
        }
    }

    /**
     * What came of an attempt to acquire.
     *
     * @param lease the realm's lease as it is now, whoever holds it
     * @param acquired whether it was made by this very attempt
     */
    record Answer(Lease lease, boolean acquired) {}

    /**
     * Acquires a realm that nobody holds, or whose owner does not answer. Of those who try at once one succeeds.
     *
     * @param suspect the epoch up to which the realm may be taken away from whoever holds it; 0 for not at all
     */
    CompletionStage<Answer> acquire(Realm realm, String holder, long suspect);

    /**
     * Says that a holder lives, which keeps all his leases.
     *
     * @return the leases of other holders who have not said so for {@link #LAPSE}: free for whoever acquires them
     */
    CompletionStage<List<Lease>> renew(String holder);

    /** Gives a realm up, unless somebody else has acquired it since. */
    CompletionStage<?> release(Lease lease);
}
