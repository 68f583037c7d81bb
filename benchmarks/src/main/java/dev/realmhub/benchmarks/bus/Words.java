package dev.realmhub.benchmarks.bus;

import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text per message, so that what is measured is the hub and not a codec: {@code e}vent with its sequence and payload,
 * {@code l}ive or {@code r}esumed at a position, {@code a}new, {@code t}icket, {@code o}utcome, {@code c}losing with the pause. A client says {@code ticket realm position}, or {@code do} with
 * a number. Thread-safe.
 */
final class Words implements ClientProtocol {
    @Override
    public String name() {
        return "figures";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        if (message instanceof Event event) {
            long sequence = event.position() == null ? 0 : event.position().sequence();
            return Payload.text("e" + sequence + " " + event.payload().text());
        }
        if (message instanceof Live live) {
            return Payload.text((live.resumed() ? "r" : "l") + live.position());
        }
        if (message instanceof Resync) {
            return Payload.text("a");
        }
        if (message instanceof Answer answer) {
            return Payload.text(
                    "o" + answer.id() + " " + answer.outcome().getClass().getSimpleName());
        }
        if (message instanceof Closing closing) {
            return Payload.text("c" + closing.reason().retryAfter().toMillis());
        }
        return message instanceof Welcome welcome ? Payload.text("t" + welcome.ticket()) : null;
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        String[] words = frame.text().split(" ", 3);
        if (words[0].equals("do")) {
            return List.of(new Send(Long.parseLong(words[1]), "do", "", Payload.text(words[1])));
        }
        if (words.length != 3) {
            throw new RefusedException(CloseReason.BAD_FRAME);
        }
        return List.of(new Resume(words[0], Map.of(words[1], words[2])));
    }
}
