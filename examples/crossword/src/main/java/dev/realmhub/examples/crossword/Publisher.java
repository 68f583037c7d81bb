package dev.realmhub.examples.crossword;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.time.Duration;
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

    /** Makes sure that somebody owns a realm, so that its clock runs; the first command to it does so, too. */
    void claim(Realm realm) {
        backend.claim(realm).whenComplete((lease, failure) -> {
            if (failure != null) {
                log.warn("{} has no owner yet: {}", realm, failure.getMessage());
            }
        });
    }
}
