package dev.realmhub.examples.crossword;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.WebSocketFrame;
import dev.realmhub.examples.crossword.rules.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A person at a browser. Keeps every frame that every socket of his page received. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String url;
    private final Page page;
    private final List<String> frames = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int sockets;

    Visitor(String name, String url, Page page) {
        this.name = name;
        this.url = url;
        this.page = page;
        page.onWebSocket(socket -> {
            sockets++;
            socket.onFrameReceived(this::received);
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    private void received(WebSocketFrame frame) {
        frames.add(
                frame.text() != null
                        ? frame.text()
                        : new String(frame.binary(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    void open(String path) {
        page.navigate(url + path);
    }

    void logIn() {
        page.fill("#name", name);
        page.click("#login");
        page.waitForCondition(() -> page.textContent("#me").contains(name));
        awaitOnline();
    }

    void awaitOnline() {
        awaitConnection("open");
    }

    /** Waits until the page says so of its connection: {@code open}, {@code waiting}, {@code degraded}. */
    void awaitConnection(String state) {
        page.waitForCondition(() -> state.equals(page.getAttribute("#connection", "data-state")));
    }

    /** How many sockets the page has opened. */
    int sockets() {
        return sockets;
    }

    /** Waits until the page has opened another socket than it had. */
    void awaitAnotherSocket(int before) {
        page.waitForCondition(() -> sockets > before);
    }

    /** Waits until so many of the page's messages are of a kind, {@code snapshot} for one, and of a kind of realm. */
    void awaitMessages(String message, String realmKind, int count) {
        page.waitForCondition(() -> messages(message, realmKind).size() >= count);
    }

    /** What came as such messages of such realms, in order. */
    List<JsonNode> messages(String message, String realmKind) {
        return frames.stream()
                .flatMap(String::lines)
                .map(line -> json(line).path(message))
                .filter(body -> body.path("realm").asText().startsWith(realmKind + ":"))
                .toList();
    }

    void awaitTurn(int turn) {
        try {
            page.waitForCondition(() -> String.valueOf(turn).equals(data("turn")));
        } catch (TimeoutError late) {
            screenshot(name + "-late.png");
            throw new AssertionError(
                    name + " waits for turn " + turn + ", shows " + data("turn") + " and says: " + text("#message"),
                    late);
        }
    }

    void awaitGameOver() {
        page.waitForCondition(() -> "true".equals(data("over")));
    }

    String gameId() {
        page.waitForCondition(() -> page.url().contains("/game/"));
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }

    String data(String key) {
        return (String) page.evaluate("key => document.body.dataset[key] ?? ''", key);
    }

    /** Puts tiles on the board by mouse and presses Play. */
    void playByClick(List<Placement> tiles) {
        for (Placement tile : tiles) {
            page.locator("#rack [data-letter='" + tile.tile() + "']:not([disabled])")
                    .first()
                    .click();
            page.click(square(tile));
            if (tile.blank()) {
                page.click("#blank-letters [data-blank='" + tile.letter() + "']");
            }
        }
        page.click("#play");
    }

    /** Puts tiles on the board by keyboard: each on its square, a blank with shift; Enter plays. */
    void playByKeyboard(List<Placement> tiles) {
        for (Placement tile : tiles) {
            page.focus(square(tile));
            page.keyboard().press(tile.blank() ? "Shift+" + tile.letter() : tile.letter() + "");
        }
        page.keyboard().press("Enter");
    }

    void press(String selector) {
        page.click(selector);
    }

    String message() {
        page.waitForCondition(() -> !page.textContent("#message").isBlank());
        return page.textContent("#message");
    }

    void awaitText(String selector, String text) {
        page.waitForCondition(() -> page.textContent(selector).contains(text));
    }

    String text(String selector) {
        return page.textContent(selector);
    }

    void type(String selector, String text) {
        page.fill(selector, text);
    }

    Page page() {
        return page;
    }

    private static String square(Placement tile) {
        return "#board [data-row='" + tile.row() + "'][data-col='" + tile.col() + "']";
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every view of a game that came, by event or as an answer, in order. */
    List<JsonNode> views() {
        return frames.stream()
                .flatMap(frame -> frame.lines())
                .map(Visitor::json)
                .map(Visitor::view)
                .flatMap(Optional::stream)
                .toList();
    }

    JsonNode lastView() {
        List<JsonNode> views = views();
        return views.get(views.size() - 1);
    }

    private static Optional<JsonNode> view(JsonNode message) {
        JsonNode text = message.findPath("payload").path("text");
        if (text.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode payload = json(text.asText());
        return Optional.of(payload.has("view") ? payload.get("view") : payload).filter(view -> view.has("racks"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    void screenshot(String file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
    }
}
