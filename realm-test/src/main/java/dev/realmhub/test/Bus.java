package dev.realmhub.test;

import dev.realmhub.Broker;
import dev.realmhub.RealmKind;
import java.time.Duration;

/** What the rules of {@link BrokerContract} need of an implementer. */
interface Bus {
    /** The kind of realm that keeps a stream. */
    RealmKind KEPT = RealmKind.kept("kept", 20, Duration.ofHours(1));

    /**
     * Returns another connection to the bus; all those of one test share one bus, and no two tests do. A broker inside one
     * process may return the same object each time within a test. The implementer closes them after the test.
     * A bus that can keep streams keeps those of {@link #KEPT}, which is told to each connection; the rules of a bus that
     * cannot are skipped.
     */
    Broker connect();

    /**
     * Returns the most bytes of one message that the bus carries, or 0 (the default) if there is no limit worth a test. A
     * payload of twice as much must be refused.
     */
    default int maxPayload() {
        return 0;
    }
}
