package dev.realmhub.examples.crossword;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the pages what happened. Thread-safe; does not block. */
final class Publisher {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    /** Answers nothing, so it is there before the first question is asked. */
    private final Backend backend;

    Publisher(Broker broker) {
        backend = Backend.builder(broker).start();
    }

    /** Tells whoever is there now; what the bus does not take is logged. */
    void tell(Address address, Object event) {
        try {
            backend.publish(address, Publication.of(Json.payload(event)));
        } catch (BrokerException e) {
            log.warn("not published: {}", e.getMessage());
        }
    }

    /** Lets a user stay on his node for a while, should it be stopped. */
    void letStay(String user, Duration time) {
        try {
            backend.stay(Address.user(user), time);
        } catch (BrokerException e) {
            log.warn("not asked to stay: {}", e.getMessage());
        }
    }

    /** Tells a realm that keeps a stream; completes when it is stored, with its position. */
    CompletionStage<Position> append(Realm realm, Publication publication) {
        return backend.append(realm, publication, null);
    }
}
