package dev.realmhub.test;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random ids that are the same in each run of a seed: a source of secure random numbers that is anything but secure on the
 * thread of a simulation, and the usual one everywhere else. It has to be here before a hub asks for the first one.
 *
 * <p>Thread-safe.
 */
final class SeededNumbers extends Provider {
    private static final long serialVersionUID = 1;
    private static final ThreadLocal<@Nullable Random> CURRENT = new ThreadLocal<>();

    private SeededNumbers() {
        super("RealmHubSimulation", "1", "random numbers of simulations");
        putService(new Service(this, "SecureRandom", "Seeded", Source.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Source();
            }
        });
    }

    static {
        Security.insertProviderAt(new SeededNumbers(), 1);
    }

    /** Begins the numbers of a seed, on this thread. */
    static void begin(long seed) {
        CURRENT.set(new Random(seed));
    }

    static void end() {
        CURRENT.remove();
    }

    /** The source itself. */
    private static final class Source extends SecureRandomSpi {
        private static final long serialVersionUID = 1;

        private final SecureRandom usual = usual();

        private static SecureRandom usual() {
            for (Provider provider : Security.getProviders()) {
                for (Provider.Service service : provider.getServices()) {
                    if (service.getType().equals("SecureRandom") && !(provider instanceof SeededNumbers)) {
                        return of(service);
                    }
                }
            }
            throw new IllegalStateException("this JDK has no secure random numbers");
        }

        private static SecureRandom of(Provider.Service service) {
            try {
                return SecureRandom.getInstance(service.getAlgorithm(), service.getProvider());
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            usual.setSeed(seed);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            Random seeded = CURRENT.get();
            if (seeded != null) {
                seeded.nextBytes(bytes);
            } else {
                usual.nextBytes(bytes);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            return usual.generateSeed(length);
        }
    }
}
