package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** Prints messages, each on its own line. Thread-safe. */
final class Output {
    @Option(names = "--json", description = "Print each message as it is in the protocol, one JSON object a line.")
    boolean json;

    private final PrintStream out;

    Output(Terminal terminal) {
        this.out = terminal.out();
    }

    /**
     * Prints a message, without its secrets.
     *
     * @throws Failed if nobody reads any more
     */
    synchronized void print(JsonNode message) {
        line(json ? Plain.text(withoutTicket(message).toString()) : Lines.of(message));
    }

    /** Prints a line for people; nothing if JSON is wanted. */
    synchronized void say(String line) {
        if (!json) {
            line(Plain.text(line));
        }
    }

    private void line(String line) {
        out.println(line);
        if (out.checkError()) {
            throw new Failed(Exit.OK, "");
        }
    }

    /** The ticket lets whoever has it go on as this client. */
    private static JsonNode withoutTicket(JsonNode message) {
        if (Messages.body(message) instanceof ObjectNode body) {
            body.remove("ticket");
        }
        return message;
    }
}
