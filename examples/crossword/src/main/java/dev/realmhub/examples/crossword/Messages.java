package dev.realmhub.examples.crossword;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.realmhub.examples.crossword.rules.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pages and backend say to each other, as JSON. */
final class Messages {
    private Messages() {}

    // What pages send.

    record Said(@Nullable String text) {}

    record SeekRef(@Nullable String seek) {}

    record Move(int turn, @Nullable List<Tile> tiles) {}

    record Exchange(int turn, @Nullable String letters) {}

    record Pass(int turn) {}

    record Tile(int row, int col, @Nullable String letter, boolean blank) {
        static Tile of(Placement placement) {
            return new Tile(placement.row(), placement.col(), String.valueOf(placement.letter()), placement.blank());
        }

        Placement placement() {
            if (letter == null || letter.length() != 1) {
                throw new BadRequest("bad_placement", "Each tile has one letter.");
            }
            return new Placement(row, col, letter.charAt(0), blank);
        }
    }

    // What the backend answers and publishes.

    record LobbyState(List<Seek> seeks, List<GameLine> games, List<ChatLine> chat) {}

    record ChatState(List<ChatLine> lines) {}

    record Seek(String seek, Person user) {}

    record GameLine(String game, List<Person> players, List<Integer> scores, int turn, boolean over) {}

    record ChatLine(Person from, String text, long at) {}

    record Started(String game) {}

    record Scored(int score) {}

    record Empty() {}

    // Events, told apart by their field t.

    record Seeks(List<Seek> seeks, @JsonProperty String t) {
        Seeks(List<Seek> seeks) {
            this(seeks, "seeks");
        }
    }

    record Games(List<GameLine> games, @JsonProperty String t) {
        Games(List<GameLine> games) {
            this(games, "games");
        }
    }

    record Chat(
            Person from, String text, long at, @JsonProperty String t) {
        Chat(ChatLine line) {
            this(line.from(), line.text(), line.at(), "chat");
        }
    }

    record Start(String game, @JsonProperty String t) {
        Start(String game) {
            this(game, "start");
        }
    }

    record GameEvent(
            GameView view, TurnLine last, @JsonProperty String t) {
        GameEvent(GameView view, TurnLine last) {
            this(view, last, "game");
        }
    }

    record TurnLine(int turn, int player, String kind, int score, List<String> words, List<Tile> tiles, int count) {}

    record Over(@Nullable Integer winner, String reason, List<Integer> adjust) {}

    /**
     * A game as one viewer may see it: {@code racks} holds null for each rack that he may not. {@code at} is when the clocks
     * stood so, in milliseconds of the server's time: it may come to a page later than that.
     */
    record GameView(
            String game,
            int turn,
            @Nullable Integer you,
            int toMove,
            List<Person> players,
            List<Integer> scores,
            List<@Nullable String> racks,
            List<Integer> rackSizes,
            int bagCount,
            List<String> board,
            List<Long> clocks,
            boolean clockRunning,
            List<TurnLine> log,
            @Nullable Over over,
            long at) {}
}
