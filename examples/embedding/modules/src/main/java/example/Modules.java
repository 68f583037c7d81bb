package example;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.jakarta.HubServlet;
import dev.realmhub.micrometer.HubMeters;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.opentelemetry.OpenTelemetryTracing;
import dev.realmhub.test.TestClient;
import java.time.Duration;
import java.util.stream.Stream;

/** Uses each published module, on the module path or on the class path, and prints where it was found. */
public final class Modules {
    private Modules() {}

    public static void main(String[] args) {
        Broker broker = Broker.local();
        try (Backend backend = backend(broker);
                Hub hub = hub(broker, 8080)) {
            TestClient alice = TestClient.connect(hub, "alice", "/room/1");
            alice.next(ClientProtocol.Joined.class);
            alice.command(1, "say", "hello");
            System.out.println("heard " + alice.nextText());
            System.out.println("servlet " + new HubServlet(hub).getClass().getSimpleName());
        }
        try {
            NatsBroker.builder("nats://127.0.0.1:1").connectLimit(Duration.ofMillis(100)).connect();
        } catch (BrokerException refused) {
            System.out.println("nats " + refused.fault());
        }
        Stream.of(
                        Hub.class,
                        HubServlet.class,
                        HubMeters.class,
                        NatsBroker.class,
                        OpenTelemetryTracing.class,
                        TestClient.class)
                .map(Class::getModule)
                .forEach(module -> System.out.println(module.isNamed() ? "module " + module.getName() : "class path"));
    }

    /** The game server's side: who gets what, and what is done with what clients say. */
    private static Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/room/{id}", r -> Resolution.of(Realm.of("room", r.param("id")), "guest"))
                .on("say", (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
    }

    private static Hub hub(Broker broker, int port) {
        return Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .allowNoOrigin() // for clients that are no browsers
                .resolver(RealmResolver.askBackend())
                .build();
    }
}
