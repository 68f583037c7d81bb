package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code realm connect}: is a client, by hand. */
@Command(
        name = "connect",
        description = "Be a client: print all that the hub says, each message on its own line, and say what is typed.",
        footer = {
            "",
            "What may be typed, a line each:",
            "  say hello there       the command `say` with this payload, in the first of our realms",
            "  @room:2 say hello     the same in another of our realms",
            "  /room/2               go to this path, on the same connection",
            "  {\"command\":{…}}       a message of the protocol, as it is",
            "A hub takes 20 messages a second of a client; of what is piped in 16 are said.",
            "It ends at Ctrl-C, and at the end of what is typed or piped in as soon as all of it is answered; with --for or"
                    + " --events it goes on listening.",
            "",
            "Exit code: that of the first answer that was not ok; else 0.",
            "",
            "Examples:",
            "  realm connect ws://127.0.0.1:8080/ws /room/1",
            "  echo 'say hello' | realm connect ws://127.0.0.1:8080/ws /room/1 --for 2s --json",
            "  REALM_TOKEN=… realm connect wss://game.example/ws /game/abc --origin https://game.example"
        })
final class ConnectCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "The hub's WebSocket: ws://127.0.0.1:8080/ws")
    String url = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            arity = "0..1",
            description = "What we come for: /room/1. Default: what the URL says")
    @Nullable
    String path;

    @Mixin
    private final Stay stay = new Stay();

    @Mixin
    private final HubOptions hub;

    @Mixin
    private final Output output;

    private final Terminal terminal;
    private final Set<Long> unanswered = new HashSet<>();
    private long askedAt;
    private boolean allTyped;
    private Exit exit = Exit.OK;

    ConnectCommand(Terminal terminal) {
        this.terminal = terminal;
        this.hub = new HubOptions(terminal);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        try (HubLink link = hub.connect(url, path)) {
            stay.begin();
            Typing.begin(
                    terminal.in(), line -> link.later(() -> say(line, link)), () -> link.later(() -> allTyped = true));
            while (!stay.isLate() && !isDone()) {
                link.next(waitsUntil()).ifPresentOrElse(this::heard, this::checkAnswered);
            }
        }
        return exit.code();
    }

    private boolean isDone() {
        return allTyped && unanswered.isEmpty() && (stay.isOpen() || stay.hasHeardAll());
    }

    private long waitsUntil() {
        return unanswered.isEmpty() ? stay.end() : Math.min(stay.end(), answeredBy());
    }

    private long answeredBy() {
        return askedAt + hub.timeout.toNanos();
    }

    private void checkAnswered() {
        if (!unanswered.isEmpty() && answeredBy() - System.nanoTime() <= 0) {
            throw new Failed(Exit.LATE, "no answer to what was typed came in " + HubLink.seconds(hub.timeout));
        }
    }

    private void say(String line, HubLink link) {
        askedAt = System.nanoTime();
        try {
            Typing.say(line, link).ifPresent(unanswered::add);
        } catch (IllegalArgumentException unreadable) {
            terminal.err().println("realm: not said: " + Plain.text(String.valueOf(unreadable.getMessage())));
            terminal.err().flush();
            note(Exit.USAGE);
        }
    }

    private void heard(JsonNode message) {
        if (Outcomes.isAnswer(message)) {
            unanswered.remove(Messages.body(message).path("id").asLong());
            note(Outcomes.exit(message));
        }
        if (!Messages.name(message).equals("pong")) {
            output.print(message);
            stay.count(message);
        }
    }

    private void note(Exit how) {
        if (exit == Exit.OK) {
            exit = how;
        }
    }
}
