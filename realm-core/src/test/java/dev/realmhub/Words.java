package dev.realmhub;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A protocol that people can read: {@code joined game:1 as player}, {@code event game:1 hello}; to the hub {@code go 7
 * /path}, {@code do 7 move game:1 e4} ({@code -} for no realm) and {@code ping 5 20}.
 */
class Words implements ClientProtocol {
    final AtomicInteger eventsEncoded = new AtomicInteger();

    @Override
    public String name() {
        return "words";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        return Payload.text(inWords(message));
    }

    private String inWords(FromHub message) {
        if (message instanceof Event event) {
            eventsEncoded.incrementAndGet();
            return "event " + (event.realm() == null ? "-" : event.realm()) + " "
                    + event.payload().text();
        } else if (message instanceof Welcome) {
            return "welcome";
        } else if (message instanceof Joined joined) {
            return "joined " + joined.membership();
        } else if (message instanceof Left left) {
            return "left " + left.realm();
        } else if (message instanceof Answer answer) {
            return "answer " + answer.id() + " " + inWords(answer.outcome());
        } else if (message instanceof Navigated done) {
            return "navigated " + done.id() + " " + done.path();
        } else if (message instanceof NotNavigated not) {
            return "stayed " + not.id() + " " + not.path() + " " + not.reason().code();
        } else if (message instanceof Pong pong) {
            return "pong " + pong.sentMillis();
        }
        return "closing " + ((Closing) message).reason().code();
    }

    private static String inWords(Outcome outcome) {
        if (outcome instanceof Outcome.Ok ok) {
            return ("ok " + ok.payload().text()).strip();
        }
        return outcome instanceof Outcome.Rejected no
                ? "rejected " + no.code()
                : outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        String[] words = frame.text().split(" ", 5);
        return switch (words[0]) {
            case "go" -> List.of(new Navigate(Long.parseLong(words[1]), words[2]));
            case "do" ->
                List.of(new Send(
                        Long.parseLong(words[1]),
                        words[2],
                        words[3].equals("-") ? "" : words[3],
                        Payload.text(words[4])));
            case "ping" -> List.of(new Ping(Long.parseLong(words[1]), Long.parseLong(words[2])));
            default -> throw new RefusedException(CloseReason.BAD_FRAME);
        };
    }
}
