package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.realmhub.Presence;
import dev.realmhub.Presence.Sighting;
import dev.realmhub.PresenceListener;
import dev.realmhub.Realm;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realm who}: prints who is in a realm. */
@Command(
        name = "who",
        description = {
            "Print who is in a realm, on all hubs.",
            "Of a hub, as a client of the path may know it; of the bus, what each hub that has presence answers."
        },
        footer = {
            "",
            "The bus is listened to for 2.6 s first, so that it is known which hubs there are. Exit code 4 if one of them is silent.",
            "",
            "Examples:",
            "  realm who nats://127.0.0.1:4222 game:abc",
            "  realm who ws://127.0.0.1:8080/ws /game/abc --realm game:abc"
        })
final class WhoCommand implements Callable<Integer> {
    /** A little longer than a hub may be silent before {@link Presence} knows of it. */
    private static final Duration ACQUAINTANCE = Duration.ofMillis(2_600);

    @Parameters(index = "0", paramLabel = "URL", description = "A hub's WebSocket, ws://…, or the bus, nats://…")
    String url = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH|REALM",
            description = "A hub's path, /game/abc; the bus's realm, game:abc")
    String what = "";

    @Option(names = "--realm", description = "One of the realms that the path gives. Default: the first.")
    @Nullable
    String realm;

    @Mixin
    private final HubOptions hub;

    @Mixin
    private final BusOptions bus;

    @Mixin
    private final Output output;

    WhoCommand(Terminal terminal) {
        this.hub = new HubOptions(terminal);
        this.bus = new BusOptions(terminal);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        return (BusOptions.isBus(url) ? askBus() : askHub()).code();
    }

    private Exit askHub() {
        try (HubLink link = hub.connect(url, what)) {
            Memberships memberships = new Memberships();
            long until = System.nanoTime() + hub.timeout.toNanos();
            while (true) {
                JsonNode message = link.until(
                        until,
                        "no presence of " + sought(memberships) + " (does its kind have presence,"
                                + " and may this role know? docs/presence.md)");
                memberships.take(message);
                memberships.require(realm);
                if (isSought(message, memberships)) {
                    show(message);
                    return Exit.OK;
                }
            }
        }
    }

    private String sought(Memberships memberships) {
        return realm != null ? realm : memberships.first().orElse("any realm");
    }

    private boolean isSought(JsonNode message, Memberships memberships) {
        JsonNode body = Messages.body(message);
        return Messages.name(message).equals("presence")
                && body.path("realm").asText().equals(sought(memberships));
    }

    private void show(JsonNode message) {
        JsonNode body = Messages.body(message);
        if (output.json) {
            output.print(message);
        } else {
            body.path("here").forEach(one -> output.print(Messages.message("here", one)));
            output.say(Lines.counts(body));
        }
    }

    private Exit askBus() {
        Realm of = BusOptions.realm(what);
        try (Bus open = bus.connect(url, hub.timeout);
                Presence presence = Presence.follow(open.broker(), new PresenceListener() {})) {
            answer(presence.clients(ACQUAINTANCE));
            return show(answer(presence.in(of, hub.timeout)));
        }
    }

    private Presence.Answer answer(CompletionStage<Presence.Answer> asked) {
        return BusOptions.answer(asked, hub.timeout.plus(ACQUAINTANCE), "who is in " + what);
    }

    private Exit show(Presence.Answer answer) {
        if (answer.nodes().isEmpty() && answer.silent().isEmpty()) {
            throw new Failed(
                    Exit.NOBODY,
                    "no hub answered: is there one on this bus, under this prefix, with a PresenceConfig?");
        }
        answer.found().stream()
                .sorted(Comparator.comparing(Sighting::user).thenComparing(Sighting::node))
                .forEach(sighting -> output.print(Messages.message("here", body(sighting))));
        output.say(Lines.counts(Messages.object()
                .put(
                        "users",
                        answer.found().stream().map(Sighting::user).distinct().count())
                .put("clients", answer.clients())));
        if (!answer.silent().isEmpty()) {
            throw new Failed(
                    Exit.NOBODY, "no answer from " + String.join(", ", answer.silent()) + ": who is there is missing");
        }
        return Exit.OK;
    }

    private static ObjectNode body(Sighting sighting) {
        return Messages.object()
                .put("realm", sighting.realm().toString())
                .put("user", sighting.user())
                .put("role", sighting.role())
                .put("sockets", sighting.sockets())
                .put("node", sighting.node());
    }
}
