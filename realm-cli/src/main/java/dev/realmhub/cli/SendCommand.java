package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realm command}: says one command as a client, and tells what became of it. */
@Command(
        name = "command",
        description = "Say one command to a hub as a client of a path, and print its outcome.",
        footer = {
            "",
            "Exit code: 0 ok, 1 rejected, 4 unavailable (not run), 5 unknown (may have been run).",
            "",
            "Examples:",
            "  realm command ws://127.0.0.1:8080/ws /room/1 say hello",
            "  realm command ws://127.0.0.1:8080/ws /game/abc move '{\"tiles\":[]}' --realm game:abc"
        })
final class SendCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "The hub's WebSocket: ws://127.0.0.1:8080/ws")
    String url = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "What we come for: /room/1")
    String path = "";

    @Parameters(index = "2", paramLabel = "TYPE", description = "The command's type: say")
    String type = "";

    @Parameters(index = "3", paramLabel = "PAYLOAD", arity = "0..1", description = "Its payload, a text. Default: none")
    String payload = "";

    @Option(names = "--realm", description = "One of the realms that the path gives. Default: the first.")
    @Nullable
    String realm;

    @Mixin
    private final HubOptions hub;

    @Mixin
    private final Output output;

    SendCommand(Terminal terminal) {
        this.hub = new HubOptions(terminal);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        try (HubLink link = hub.connect(url, path)) {
            long id = link.command(type, realm, payload);
            return Outcomes.exit(outcome(link, id)).code();
        }
    }

    private JsonNode outcome(HubLink link, long id) {
        long until = System.nanoTime() + hub.timeout.toNanos();
        while (true) {
            JsonNode message = link.until(until, "no outcome");
            if (Outcomes.isAnswer(message) && Messages.body(message).path("id").asLong() == id) {
                output.print(message);
                return message;
            }
        }
    }
}
