package dev.realmhub.examples.crossword;

import com.fasterxml.jackson.databind.JsonNode;
import dev.realmhub.examples.crossword.Ledger.Attempt;
import dev.realmhub.examples.crossword.Ledger.BotView;
import dev.realmhub.examples.crossword.Messages.Tile;
import dev.realmhub.examples.crossword.rules.Board;
import dev.realmhub.examples.crossword.rules.MoveFinder;
import dev.realmhub.examples.crossword.rules.Play;
import dev.realmhub.examples.crossword.rules.Rack;
import dev.realmhub.examples.crossword.rules.WordList;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A player without a browser: plays one game over a WebSocket, and sends a turn again until he is told that it was made, as a
 * player would. All he does is done on one thread at a time.
 */
final class Bot implements WebSocket.Listener {
    private static final MoveFinder FINDER = new MoveFinder(WordList.english());
    private static final long DEADLINE_MILLIS = 5_000;
    private static final long AGAIN_AFTER_MILLIS = 200;
    private static final long COME_AGAIN_AFTER_MILLIS = 500;

    /** What all bots share. */
    record Surroundings(HttpClient http, Executor threads, Ledger ledger, int thinkMillis) {}

    private final Surroundings around;
    private final String game;
    private final Runnable over;
    private final IntSupplier hub;
    private final String session;
    private CompletableFuture<WebSocket> socket;
    private final Map<Long, Attempt> open = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable BotView last;
    private JsonNode view = Json.tree(Map.of());
    private int tried;
    private long commands;
    private boolean done;

    /** Comes to a game on a hub, whose port may be another each time that he comes. {@code over} runs once, when the game has ended. */
    Bot(Surroundings around, IntSupplier hub, String session, String game, Runnable over) {
        this.around = around;
        this.hub = hub;
        this.session = session;
        this.game = game;
        this.over = over;
        this.socket = connect();
    }

    private CompletableFuture<WebSocket> connect() {
        int port = hub.getAsInt();
        CompletableFuture<WebSocket> link = around.http()
                .newWebSocketBuilder()
                .subprotocols("realmhub.v1.json")
                .header("Origin", "http://127.0.0.1:" + port)
                .header("Cookie", Sessions.COOKIE + "=" + session)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws?path=%2Fgame%2F" + game), this);
        CompletionStage<WebSocket> tried = link;
        tried.whenComplete((open, refused) -> {
            if (refused != null) {
                later(COME_AGAIN_AFTER_MILLIS, this::comeAgain);
            }
        });
        return link;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
        text.append(part);
        if (whole) {
            String frame = text.toString();
            text.setLength(0);
            frame.lines().forEach(line -> hear(Json.stored(line, JsonNode.class)));
        }
        from.request(1);
        return null;
    }

    /** A page comes again, and so does a bot: who could not be let in while a backend died is told to. */
    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        later(COME_AGAIN_AFTER_MILLIS, this::comeAgain);
        return null;
    }

    private synchronized void comeAgain() {
        if (!done) {
            around.ledger().cameAgain.incrementAndGet();
            List<Attempt> unanswered = List.copyOf(open.values());
            open.clear();
            socket = connect();
            unanswered.forEach(this::send);
        }
    }

    private synchronized void hear(JsonNode message) {
        JsonNode told = message.has("snapshot") ? message.get("snapshot") : message.get("event");
        if (told != null && told.path("realm").asText().startsWith("game:")) {
            JsonNode payload = Json.stored(told.at("/payload/text").asText(), JsonNode.class);
            see(payload.has("view") ? payload.get("view") : payload);
        } else if (message.has("outcome")) {
            answered(message.get("outcome"));
        }
    }

    private void see(JsonNode now) {
        BotView next = new BotView(
                now.get("turn").asInt(),
                now.get("toMove").asInt(),
                !now.path("over").isNull(),
                longs(now.get("clocks")),
                now.get("at").asLong());
        BotView before = last;
        if (before != null && isOlder(next, before)) {
            return; // told twice
        }
        if (before != null && !next.over()) {
            around.ledger().clocks(before, next);
        }
        last = next;
        view = now;
        if (next.over()) {
            end();
        } else if (next.toMove() == now.get("you").asInt() && next.turn() > tried) {
            tried = next.turn();
            int pause = ThreadLocalRandom.current().nextInt(around.thinkMillis() / 2, 3 * around.thinkMillis() / 2);
            later(pause, this::play);
        }
    }

    private static boolean isOlder(BotView one, BotView other) {
        return one.turn() < other.turn() || (one.turn() == other.turn() && one.at() < other.at());
    }

    private synchronized void play() {
        int turn = view.get("turn").asInt();
        int seat = view.get("you").asInt();
        Optional<Play> best =
                FINDER.best(board(), new Rack(view.get("racks").get(seat).asText()));
        Map<String, Object> payload = new HashMap<>(Map.of("turn", turn, "id", game + "-" + seat + "-" + turn));
        best.ifPresent(
                play -> payload.put("tiles", play.tiles().stream().map(Tile::of).toList()));
        send(new Attempt(game, turn, seat, best.isPresent() ? "move" : "pass", Json.text(payload)));
    }

    private void send(Attempt attempt) {
        if (done) {
            return;
        }
        long id = ++commands;
        open.put(id, attempt);
        around.ledger().sent(attempt, System.currentTimeMillis());
        Map<String, Object> command = Map.of(
                "id",
                id,
                "type",
                attempt.type(),
                "realm",
                "game:" + game,
                "payload",
                Map.of("text", attempt.payload()));
        String frame = Json.text(Map.of("command", command));
        socket = socket.thenCompose(link -> link.sendText(frame, true));
        later(DEADLINE_MILLIS + 3_000, () -> mustBeAnswered(id));
    }

    private synchronized void mustBeAnswered(long command) {
        if (open.containsKey(command) && !done) {
            around.ledger().violations.add(game + ": no outcome of command " + command);
        }
    }

    private void answered(JsonNode outcome) {
        Attempt attempt = open.remove(outcome.get("id").asLong());
        if (attempt == null) {
            around.ledger().violations.add(game + ": a second outcome, " + outcome);
            return;
        }
        String status = outcome.get("status").asText();
        around.ledger().heard(attempt, status, outcome.path("code").asText(""), System.currentTimeMillis());
        if (status.equals("unknown")) {
            later(0, () -> again(attempt));
        } else if (status.equals("unavailable")) {
            later(AGAIN_AFTER_MILLIS, () -> again(attempt));
        }
    }

    private synchronized void again(Attempt attempt) {
        send(attempt);
    }

    private void end() {
        if (!done) {
            done = true;
            later(around.thinkMillis(), () -> {
                hangUp();
                over.run();
            });
        }
    }

    /** Goes without ending the game. */
    synchronized void leave() {
        done = true;
        hangUp();
    }

    private void hangUp() {
        socket = socket.thenCompose(link -> link.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    private void later(long millis, Runnable what) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, around.threads())
                .execute(what);
    }

    private Board board() {
        List<String> rows = new ArrayList<>();
        view.get("board").forEach(row -> rows.add(row.asText()));
        return Board.of(rows);
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> all = new ArrayList<>();
        array.forEach(one -> all.add(one.asLong()));
        return all;
    }
}
