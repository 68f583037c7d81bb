package dev.realmhub.examples.rounds;

import dev.realmhub.CloseReason;
import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One game: two take one to three of 21 sticks in turn; who takes the last has lost. Each event has the next version, also for
 * those who may not see it: they get a skip marker, {@code {"v":7}}, so that nobody takes a secret for a gap. Thread-safe.
 */
final class Round {
    static final String PLAYER = "player";
    static final String KIND = "round";

    private final String id;
    private final List<String> players = new ArrayList<>();
    private int sticks = 21;
    private int turn;
    private int version;

    Round(String id) {
        this.id = id;
    }

    Realm realm() {
        return Realm.of(KIND, id);
    }

    /** The first two who come play. The crowd is a realm of its own, whose members are counted: its counts have no version. */
    synchronized Resolution seat(User who) {
        if (players.size() < 2 && !players.contains(who.id())) {
            players.add(who.id());
        }
        String role = players.contains(who.id()) ? PLAYER : "watcher";
        return Resolution.of(Membership.of(realm(), role), Membership.of(Realm.of("crowd", id)));
    }

    /** Returns what all hear of a move. */
    synchronized Publication take(String user, int count) {
        check(players.size() == 2, "Nobody else is here yet.");
        check(sticks > 0, "The game is over.");
        check(players.get(turn).equals(user), "It is not your turn.");
        check(count >= 1 && count <= 3 && count <= sticks, "Take one, two or three.");
        sticks -= count;
        turn = 1 - turn;
        return Publication.of(event("take", Map.of("by", user, "count", count, "state", state())));
    }

    /** Returns what the players hear of a note between them, and a skip marker for the others. */
    synchronized Publication note(String user, String text) {
        check(players.contains(user), "Only players may write here.");
        Payload forPlayers = event("note", Map.of("by", user, "text", text));
        return Publication.of(Payload.text("{\"v\":" + version + "}")).viewOfRole(PLAYER, forPlayers);
    }

    /** Returns the whole state; the version is that of the last event. */
    synchronized Snapshot full(String role) {
        return Snapshot.of(versioned("full", Map.of("role", role, "state", state())));
    }

    private Map<String, Object> state() {
        return Map.of("sticks", sticks, "players", players, "turn", turn);
    }

    private Payload event(String type, Object data) {
        version++;
        return versioned(type, data);
    }

    private Payload versioned(String type, Object data) {
        return RoundWords.with(RoundWords.frame(type, data), "\"v\":" + version);
    }

    private static void check(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new RefusedException(CloseReason.FORBIDDEN.withText(otherwise));
        }
    }
}
