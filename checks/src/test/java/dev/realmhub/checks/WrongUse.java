package dev.realmhub.checks;

import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * One way to use RealmHub wrongly, and what must be told.
 *
 * @param name what was done, for people
 * @param provoked does it, and returns what was told
 * @param what words that name what is wrong
 * @param where words that name where
 * @param remedy words that say how to mend it
 */
record WrongUse(String name, Provoked provoked, String what, String where, String remedy) {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final Pattern SERVER = Pattern.compile("nats-server \\(\\d+\\.\\d+\\.\\d+\\)");
    private static final Pattern LATE = Pattern.compile(" after \\d+ ms");
    private static final Pattern UNGUESSABLE = Pattern.compile("(client|closed: publish to client) [A-Za-z0-9_-]{22}");

    /** Does something wrong for real. */
    interface Provoked {
        /** Returns what was told. */
        String told() throws Exception;
    }

    /** Returns what is thrown at whoever does this. */
    static Provoked thrown(ThrowingCallable wrong) {
        return () -> {
            Throwable thrown = Assertions.catchThrowable(wrong);
            if (thrown == null) {
                throw new AssertionError("nothing was thrown");
            }
            return String.valueOf(thrown.getMessage());
        };
    }

    /** Returns what was told, the same on every machine and each time. */
    String told() throws Exception {
        String told = provoked.told();
        told = PORT.matcher(told).replaceAll("127.0.0.1:4222");
        told = SERVER.matcher(told).replaceAll("nats-server (2.9.10)");
        told = LATE.matcher(told).replaceAll(" after 0 ms");
        return UNGUESSABLE.matcher(told).replaceAll("$1 …");
    }

    @Override
    public String toString() {
        return name;
    }
}
