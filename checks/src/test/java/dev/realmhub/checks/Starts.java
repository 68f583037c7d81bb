package dev.realmhub.checks;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.RealmResolver;
import dev.realmhub.jakarta.HubServlet;
import dev.realmhub.nats.NatsBroker;

/** An application's first steps, for class paths that lack something. */
final class Starts {
    private Starts() {}

    public static void main(String[] what) {
        if (what[0].equals("nats")) {
            NatsBroker.builder("nats://127.0.0.1:4222");
            return;
        }
        Hub hub = Hub.builder(Broker.local())
                .allowNoOrigin()
                .resolver(RealmResolver.askBackend())
                .build();
        new HubServlet(hub);
    }
}
