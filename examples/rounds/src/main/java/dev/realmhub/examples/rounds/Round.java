package dev.realmhub.examples.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * One game: two take one to three of 21 sticks in turn; who takes the last has lost. Each event has the next version, also for
 * those who may not see it: they get a skip marker, {@code {"v":7}}, so that nobody takes a secret for a gap. Not thread-safe.
 */
final class Round {
    static final String PLAYER = "player";
    static final String WATCHER = "watcher";
    private static final String KIND = "round";

    private final String id;
    private final List<String> players = new ArrayList<>();
    private int sticks = 21;
    private int turn;
    private int version;

    Round(String id) {
        this.id = id;
    }

    static boolean isRound(Realm realm) {
        return realm.kind().equals(KIND);
    }

    Realm realm() {
        return Realm.of(KIND, id);
    }

    /** The first two who come play. The crowd is a realm of its own: its counts have no version. */
    Resolution seat(String user) {
        if (players.size() < 2 && !players.contains(user)) {
            players.add(user);
        }
        return Resolution.of(
                Membership.of(realm(), players.contains(user) ? PLAYER : WATCHER),
                Membership.of(Realm.of("crowd", id)));
    }

    /** Returns what all hear of a move. */
    Publication take(String user, int count) {
        check(players.size() == 2, "Nobody else is here yet.");
        check(sticks > 0, "The game is over.");
        check(players.get(turn).equals(user), "It is not your turn.");
        check(count >= 1 && count <= 3 && count <= sticks, "Take one, two or three.");
        sticks -= count;
        turn = 1 - turn;
        return Publication.of(frame("take", state().put("by", user).put("count", count)));
    }

    /** Returns what the players hear of a note between them, and a skip marker for the others. */
    Publication note(String user, String text) {
        check(players.contains(user), "Only players may write here.");
        ObjectNode note = JsonNodeFactory.instance.objectNode().put("by", user).put("text", text);
        Payload forPlayers = frame("note", note);
        return Publication.of(Payload.text("{\"v\":" + version + "}")).viewOfRole(PLAYER, forPlayers);
    }

    /** Returns the whole state; the version is that of the last event. */
    Payload full(String role) {
        return withVersion("full", state().put("role", role));
    }

    private ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("sticks", sticks);
        players.forEach(state.putArray("players")::add);
        return state.put("turn", turn);
    }

    private Payload frame(String type, JsonNode data) {
        version++;
        return withVersion(type, data);
    }

    private Payload withVersion(String type, JsonNode data) {
        String text = RoundWords.frame(type, data).text();
        return Payload.text(text.substring(0, text.length() - 1) + ",\"v\":" + version + "}");
    }

    private static void check(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
