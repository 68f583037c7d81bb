package dev.realmhub;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What hears the questions who owns a realm, while the backend takes more: else it does not listen, so that the bus says at once that nobody is
 * there. Thread-safe. Waits for the bus.
 */
final class ClaimsEar {
    private final Broker broker;
    private final Set<String> kinds;
    private final Function<Broker.Claim, CompletionStage<Leases.Lease>> answer;

    // Guarded by this.
    private final Map<String, Broker.Subscription> listening = new HashMap<>();

    ClaimsEar(Broker broker, Set<String> kinds, Function<Broker.Claim, CompletionStage<Leases.Lease>> answer) {
        this.broker = broker;
        this.kinds = Set.copyOf(kinds);
        this.answer = answer;
    }

    /** Begins to listen, or ends it. What cannot begin now does at the next call. */
    void listen(boolean willing) {
        kinds.forEach(willing ? this::begin : this::end);
    }

    private void begin(String kind) {
        synchronized (this) {
            if (listening.containsKey(kind)) {
                return;
            }
        }
        try {
            Broker.Subscription begun = broker.subscribe(new Broker.Claims(kind, answer));
            Broker.Subscription other;
            synchronized (this) {
                other = listening.putIfAbsent(kind, begun);
            }
            if (other != null) {
                begun.close();
            }
        } catch (BrokerException notNow) {
            // at the next call
        }
    }

    private void end(String kind) {
        Broker.Subscription ending;
        synchronized (this) {
            ending = listening.remove(kind);
        }
        if (ending != null) {
            ending.close();
        }
    }
}
