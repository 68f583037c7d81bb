package dev.realmhub.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody types, or a script pipes in. */
final class Typing {
    /** Below the 20 messages a second that a hub takes of a client, with room for pings. */
    private static final Duration PACE = Duration.ofMillis(1000 / 16);

    private static final Pattern COMMAND = Pattern.compile("(?:@(\\S+)\\s+)?([A-Za-z0-9_-]{1,64})(?:\\s(.*))?");

    private Typing() {}

    /** Begins to read, on a thread of its own: each line that is not blank, and then the end. */
    static void begin(InputStream in, Consumer<String> line, Runnable end) {
        Thread reader = new Thread(() -> read(in, line, end), "typing");
        reader.setDaemon(true); // a terminal may never end
        reader.start();
    }

    private static void read(InputStream in, Consumer<String> line, Runnable end) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                if (!next.isBlank()) {
                    line.accept(next.strip());
                    LockSupport.parkNanos(PACE.toNanos());
                }
            }
        } catch (IOException broken) {
            // as if it had ended
        }
        end.run();
    }

    /**
     * Says a line to the hub.
     *
     * @return the id that its answer will have; empty if none will come that we know of
     * @throws IllegalArgumentException if it says nothing, telling why
     */
    static Optional<Long> say(String line, HubLink link) {
        if (line.startsWith("/")) {
            return Optional.of(link.navigate(line));
        }
        if (line.startsWith("{")) {
            ObjectNode message = Messages.read(line);
            link.send(message);
            long id = Messages.body(message).path("id").asLong();
            return id == 0 ? Optional.empty() : Optional.of(id);
        }
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()) {
            throw new IllegalArgumentException(
                    "a line is `say hello`, `@room:2 say hello`, `/room/2` or a message in JSON: " + line);
        }
        String payload = command.group(3) == null ? "" : command.group(3);
        return Optional.of(link.command(command.group(2), command.group(1), payload));
    }
}
