package dev.realmhub.cli;

import dev.realmhub.EventLog;
import dev.realmhub.EventLog.Slice;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realm replay}: prints what a realm's stream has after a position. */
@Command(
        name = "replay",
        description = {
            "Print all events of a kept realm after a position, each on its own line, as they were published.",
            "Nothing is changed: neither the stream nor anybody's position."
        },
        footer = {
            "",
            "All of them or none: if some of what follows the position is gone, exit code 1.",
            "",
            "Examples:",
            "  realm replay nats://127.0.0.1:4222 game:abc                      from the beginning",
            "  realm replay nats://127.0.0.1:4222 game:abc --from POSITION      what came after that",
            "  realm replay nats://127.0.0.1:4222 game:abc --last               only the last position"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int PAGE = 256;

    @Parameters(index = "0", paramLabel = "URL", description = "The bus: nats://127.0.0.1:4222")
    String url = "";

    @Parameters(index = "1", paramLabel = "REALM", description = "The realm: game:abc")
    String name = "";

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "EPOCH:SEQUENCE, as these lines have it. Default: the beginning of the stream.")
    @Nullable
    String from;

    @Option(names = "--last", description = "Print the position of the last event and nothing else.")
    boolean last;

    @Option(
            names = "--timeout",
            converter = Durations.class,
            defaultValue = "10s",
            description = "How long to wait for the connection and for each page. Default: ${DEFAULT-VALUE}")
    Duration timeout = Duration.ofSeconds(10);

    @Mixin
    private final BusOptions bus;

    @Mixin
    private final Output output;

    ReplayCommand(Terminal terminal) {
        this.bus = new BusOptions(terminal);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Realm realm = BusOptions.realm(name);
        Position given = from == null ? null : position(from);
        RealmKind kind = RealmKind.kept(realm.kind(), 1, Duration.ofSeconds(1));
        try (Bus open = bus.connect(url, timeout, builder -> builder.kind(kind).streamAsFound())) {
            EventLog log = open.broker().eventLog(realm).orElseThrow();
            Position newest = BusOptions.answer(log.last(realm), timeout, name);
            if (last) {
                output.print(Messages.message(
                        "last", Messages.object().put("realm", name).put("position", newest.toString())));
            } else {
                replay(log, realm, given == null ? new Position(newest.epoch(), 0) : given);
            }
            return Exit.OK.code();
        }
    }

    private void replay(EventLog log, Realm realm, Position after) {
        Position position = after;
        Slice slice = read(log, realm, position);
        while (!slice.events().isEmpty()) {
            for (Publication event : slice.events()) {
                output.print(Messages.publication(realm, event));
                position = event.position().orElseThrow();
            }
            slice = read(log, realm, position);
        }
    }

    private Slice read(EventLog log, Realm realm, Position after) {
        Slice slice = BusOptions.answer(log.read(realm, after, PAGE), timeout, name);
        if (!slice.complete()) {
            throw new Failed(
                    Exit.REFUSED,
                    "not all that came after " + after + " is in the stream any more, or it is of another life of the"
                            + " stream; --last tells where it is now");
        }
        return slice;
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException unlawful) {
            throw new Failed(Exit.USAGE, "--from: " + unlawful.getMessage(), unlawful);
        }
    }
}
