package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.nats.Interest;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realm watch}: prints what is said in a realm, until it is stopped. */
@Command(
        name = "watch",
        description = {
            "Print what comes to a realm, each message on its own line, until Ctrl-C.",
            "Of a hub, as a client sees it; of the bus, as it was published, with all views: hidden information, too."
        },
        footer = {
            "",
            "Examples:",
            "  realm watch ws://127.0.0.1:8080/ws /game/abc",
            "  realm watch ws://127.0.0.1:8080/ws /game/abc --realm chat:game:abc --json",
            "  realm watch nats://127.0.0.1:4222 game:abc --for 1m"
        })
final class WatchCommand implements Callable<Integer> {
    /** What concerns this connection, and no realm. */
    private static final Set<String> ABOUT_US = Set.of("welcome", "pong", "expiring", "closing");

    @Parameters(index = "0", paramLabel = "URL", description = "A hub's WebSocket, ws://…, or the bus, nats://…")
    String url = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH|REALM",
            description = "A hub's path, /game/abc; the bus's realm, game:abc")
    String what = "";

    @Option(names = "--realm", description = "Of a path that gives several realms only this one.")
    @Nullable
    String realm;

    @Mixin
    private final Stay stay = new Stay();

    @Mixin
    private final HubOptions hub;

    @Mixin
    private final BusOptions bus;

    @Mixin
    private final Output output;

    WatchCommand(Terminal terminal) {
        this.hub = new HubOptions(terminal);
        this.bus = new BusOptions(terminal);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (BusOptions.isBus(url)) {
            watchBus();
        } else {
            watchHub();
        }
        return Exit.OK.code();
    }

    private void watchHub() {
        try (HubLink link = hub.connect(url, what)) {
            Memberships memberships = new Memberships();
            stay.begin();
            while (!stay.isOver()) {
                link.next(stay.end()).ifPresent(message -> {
                    memberships.take(message);
                    memberships.require(realm);
                    show(message);
                });
            }
        }
    }

    private void show(JsonNode message) {
        if (isWanted(message)) {
            output.print(message);
            stay.count(message);
        }
    }

    private boolean isWanted(JsonNode message) {
        String name = Messages.name(message);
        if (ABOUT_US.contains(name)) {
            return false;
        }
        return realm == null
                || name.equals("degraded")
                || realm.equals(Messages.body(message).path("realm").asText());
    }

    private void watchBus() throws InterruptedException {
        Realm watched = BusOptions.realm(what);
        BlockingQueue<Publication> published = new LinkedBlockingQueue<>();
        Broker.Node node = new Broker.Node("cli-" + UUID.randomUUID(), (address, publication) -> {
            if (address.equals(Address.realm(watched))) {
                published.add(publication);
            }
        });
        try (Bus open = bus.connect(url, hub.timeout, builder -> builder.interest(Interest.JOINED))) {
            Broker broker = open.broker();
            broker.subscribe(node);
            BusOptions.answer(broker.attend(node.id(), Address.realm(watched)).begun(), hub.timeout, what);
            output.say("watching " + what);
            stay.begin();
            while (!stay.isOver()) {
                Publication next = published.poll(stay.end() - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    JsonNode message = Messages.publication(watched, next);
                    output.print(message);
                    stay.count(message);
                }
            }
        }
    }
}
