package dev.realmhub.cli;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.nats.Interest;
import dev.realmhub.nats.NatsBroker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realm publish}: publishes as a backend does. */
@Command(
        name = "publish",
        description = {
            "Publish a text over the bus, as a backend does: to a realm, a user, a user in a realm, a client, or everyone.",
            "It is sent when this ends; whether anybody was there to hear it, the bus does not say."
        },
        footer = {
            "",
            "Examples:",
            "  realm publish nats://127.0.0.1:4222 --realm room:1 hello",
            "  realm publish nats://127.0.0.1:4222 --realm game:abc '{\"t\":\"move\"}' --view-of alice='{\"t\":\"rack\"}'",
            "  realm publish nats://127.0.0.1:4222 --user alice 'The server restarts in a minute.'",
            "  realm publish nats://127.0.0.1:4222 --client n1/kX3 hello"
        })
final class PublishCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Parameters(index = "0", paramLabel = "URL", description = "The bus: nats://127.0.0.1:4222")
    String url = "";

    @Parameters(index = "1", paramLabel = "PAYLOAD", description = "What all who may hear it get: a text")
    String payload = "";

    @Option(names = "--realm", description = "To everyone in a realm; with --user, to that user in it.")
    @Nullable
    String realm;

    @Option(names = "--user", description = "To a user, on all his clients.")
    @Nullable
    String user;

    @Option(
            names = "--client",
            paramLabel = "NODE/CLIENT",
            description = "To one client, as `realm connect` names it at welcome.")
    @Nullable
    String client;

    @Option(names = "--everyone", description = "To all clients of all hubs.")
    boolean everyone;

    @Option(
            names = "--view-of",
            paramLabel = "USER=PAYLOAD",
            description = "What this user gets instead; may be repeated.")
    Map<String, String> views = new LinkedHashMap<>();

    @Mixin
    private final BusOptions bus;

    PublishCommand(Terminal terminal) {
        this.bus = new BusOptions(terminal);
    }

    @Override
    public Integer call() {
        Address address = address();
        Publication publication = Publication.of(payload);
        for (Map.Entry<String, String> view : views.entrySet()) {
            publication = publication.viewOfUser(view.getKey(), Payload.text(view.getValue()));
        }
        Protests protests = new Protests();
        UnaryOperator<NatsBroker.Builder> listening =
                builder -> builder.interest(Interest.JOINED).options(options -> options.readListener(protests));
        try (Bus open = bus.connect(url, LIMIT, listening)) {
            open.broker().publish(address, publication);
            protests.check(() -> roundTrip(open.broker()), LIMIT);
            return Exit.OK.code();
        } catch (BrokerException failed) {
            throw BusOptions.of(failed);
        }
    }

    /** A node in no realm hears nothing; but its subscription waits for the server. */
    private static void roundTrip(Broker broker) {
        broker.subscribe(new Broker.Node("cli-" + UUID.randomUUID(), (address, publication) -> {}))
                .close();
    }

    private Address address() {
        int said = (realm == null && user == null ? 0 : 1) + (client == null ? 0 : 1) + (everyone ? 1 : 0);
        if (said != 1) {
            throw new Failed(Exit.USAGE, "to whom? One of --realm, --user, both of them, --client, --everyone");
        }
        if (client != null) {
            return client(client);
        }
        if (realm != null) {
            Realm in = BusOptions.realm(realm);
            return user == null ? Address.realm(in) : Address.userInRealm(user, in);
        }
        return user == null ? Address.everyone() : Address.user(user);
    }

    private static Address client(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            throw new Failed(Exit.USAGE, "--client is NODE/CLIENT, as `realm connect` names it at welcome");
        }
        return Address.client(name.substring(0, slash), name.substring(slash + 1));
    }
}
