package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.Messages.ChatLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of one chat. Not thread-safe. */
final class Chatter {
    static final int KEPT = 50;
    static final int MAX_LENGTH = 300;

    private final Deque<ChatLine> lines;

    Chatter() {
        this(List.of());
    }

    /** Goes on with what was said. */
    Chatter(List<ChatLine> said) {
        lines = new ArrayDeque<>(said);
    }

    /**
     * Adds a line.
     *
     * @throws BadRequest if it is empty or too long
     */
    ChatLine say(Person from, @Nullable String said) {
        String text = said == null ? "" : said.strip();
        if (text.isEmpty()) {
            throw new BadRequest("empty", "There is nothing to say in that.");
        }
        if (text.length() > MAX_LENGTH) {
            throw new BadRequest("too_long", "That is too long: at most " + MAX_LENGTH + " characters.");
        }
        ChatLine line = new ChatLine(from, text, Instant.now().toEpochMilli());
        lines.addLast(line);
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
        return line;
    }

    List<ChatLine> lines() {
        return List.copyOf(lines);
    }
}
