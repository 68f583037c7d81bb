package dev.realmhub;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A protocol that people can read: {@code joined game:1 as player}, {@code event game:1 hello}; to the hub {@code go 7
 * /path}, {@code do 7 move game:1 e4} ({@code -} for no realm), {@code login 3 token}, {@code refresh 3 token}, {@code back <ticket> game:1=e:5} and
 * {@code ping 5 20}.
 */
class Words implements ClientProtocol {
    final AtomicInteger eventsEncoded = new AtomicInteger();

    /** The last one that a client was given. */
    volatile String ticket = "";

    /** How long the last closing told to wait. */
    volatile long pauseMillis;

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
                    + event.payload().text() + at(event.position());
        } else if (message instanceof Welcome welcome) {
            ticket = welcome.ticket();
            return "welcome";
        } else if (message instanceof Live live) {
            return "live " + live.realm() + at(live.position()) + (live.resumed() ? " resumed" : "");
        } else if (message instanceof RealmSnapshot snapshot) {
            return "snapshot " + snapshot.realm() + " " + snapshot.payload().text() + at(snapshot.position());
        } else if (message instanceof Resync resync) {
            return "resync " + resync.realm();
        } else if (message instanceof Delayed delayed) {
            return "delayed " + delayed.realm() + " " + delayed.reason().code();
        } else if (message instanceof Degraded degraded) {
            return "degraded " + degraded.degraded();
        } else if (message instanceof LoggedIn in) {
            ticket = in.ticket();
            return "user " + in.id() + " " + in.user();
        } else if (message instanceof NotLoggedIn not) {
            return "no-user " + not.id() + " " + not.reason().code();
        } else if (message instanceof Expiring pass) {
            return "expiring " + pass.leftMillis();
        } else if (message instanceof Presence news) {
            return "presence " + news.realm() + " " + news.form()
                    + news.here().stream().map(who -> " " + who.user()).collect(Collectors.joining());
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
            return "pong " + pong.sentMillis() + (pong.ticket() == null ? "" : " ticket");
        }
        CloseReason reason = ((Closing) message).reason();
        pauseMillis = reason.retryAfter().toMillis();
        return "closing " + reason.code();
    }

    private static String at(@Nullable Position position) {
        return position == null ? "" : " @" + position.sequence();
    }

    private static String inWords(Outcome outcome) {
        if (outcome instanceof Outcome.Ok ok) {
            return ("ok " + ok.payload().text()).strip();
        }
        return outcome instanceof Outcome.Rejected no
                ? "rejected " + no.code()
                : outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** {@code game:1=epoch:5}, {@code lobby=}. */
    private static Map<String, String> positions(String[] words) {
        return Arrays.stream(words)
                .skip(2)
                .map(word -> word.split("=", -1))
                .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        return Arrays.stream(frame.text().split("\n", -1)).map(Words::read).toList();
    }

    private static ToHub read(String line) {
        String[] words = line.split(" ", 5);
        return switch (words[0]) {
            case "go" -> new Navigate(Long.parseLong(words[1]), words[2]);
            case "do" ->
                new Send(
                        Long.parseLong(words[1]),
                        words[2],
                        words[3].equals("-") ? "" : words[3],
                        Payload.text(words[4]));
            case "back" -> new Resume(words[1], positions(words));
            case "login" -> new Login(Long.parseLong(words[1]), words[2]);
            case "refresh" -> new Refresh(Long.parseLong(words[1]), words[2]);
            case "ping" -> new Ping(Long.parseLong(words[1]), Long.parseLong(words[2]));
            default -> throw new RefusedException(CloseReason.BAD_FRAME);
        };
    }
}
