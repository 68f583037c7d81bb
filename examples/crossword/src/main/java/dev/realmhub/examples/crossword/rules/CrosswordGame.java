package dev.realmhub.examples.crossword.rules;

import dev.realmhub.examples.crossword.rules.IllegalPlay.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One game of two players, called 0 and 1 by their seats; player 0 moves first. The game has no clock of its own: the
 * caller says what time it is, and asks {@link #checkTime} when the running clock may have run out.
 *
 * <p>Turns are checked in this order: is the sender a player, is the game still on, is the turn number the current
 * one, is it the sender's turn, then the tiles. A refused turn throws {@link IllegalPlay} and changes nothing, with
 * one exception: when the running clock is found to have run out, the game ends first and the turn is then refused
 * with code {@code game_over}, so compare {@link #turn} before and after.
 *
 * <p>Not thread-safe: one thread at a time. No method blocks.
 */
public final class CrosswordGame {
    /** What each clock starts with. */
    public static final Duration TIME_EACH = Duration.ofMinutes(15);

    private final List<String> players;
    private final WordList words;
    private final Bag bag;
    private final List<Rack> racks;
    private final List<Integer> scores = new ArrayList<>(List.of(0, 0));
    private final List<Turn> log = new ArrayList<>();
    private Board board;
    private Clocks clocks;
    private int toMove;
    private int compensated;
    private @Nullable Outcome outcome;

    /** Goes on with a game that was saved; the generator shuffles the bag at each exchange. */
    CrosswordGame(SavedGame saved, WordList words, RandomGenerator random) {
        players = saved.players();
        this.words = words;
        board = Board.of(saved.board());
        racks = new ArrayList<>(saved.racks().stream().map(Rack::new).toList());
        bag = Bag.of(saved.bag(), random);
        clocks = saved.clocks();
        scores.clear();
        scores.addAll(saved.scores());
        log.addAll(saved.log());
        toMove = saved.toMove();
        outcome = saved.outcome();
    }

    CrosswordGame(List<String> players, WordList words, Board board, List<Rack> racks, Bag bag, Instant now) {
        if (players.get(0).equals(players.get(1))) {
            throw new IllegalArgumentException("Nobody can play against himself: " + players);
        }
        this.players = List.copyOf(players);
        this.words = words;
        this.board = board;
        this.racks = new ArrayList<>(racks);
        this.bag = bag;
        clocks = Clocks.start(TIME_EACH, now);
    }

    /**
     * Starts a game: both racks are drawn and the first player's clock runs from {@code now}.
     *
     * @param random shuffles the bag now and at each exchange; a seeded one makes the game repeatable
     * @throws IllegalArgumentException when both ids are the same
     */
    public static CrosswordGame start(
            String first, String second, WordList words, RandomGenerator random, Instant now) {
        Bag bag = new Bag(Tiles.ENGLISH, random);
        List<Rack> racks = List.of(new Rack(bag.draw(Rack.SIZE)), new Rack(bag.draw(Rack.SIZE)));
        return new CrosswordGame(List.of(first, second), words, Board.empty(), racks, bag, now);
    }

    /**
     * Places tiles and refills the rack.
     *
     * @param turn the turn the player believes it is
     * @throws IllegalPlay with any code but {@code bad_exchange}
     */
    public Turn move(String player, int turn, List<Placement> tiles, Instant now) {
        int seat = checkTurn(player, turn, now);
        Rack left = racks.get(seat).without(Play.rackTilesOf(tiles));
        Play play = Play.of(board, tiles).checkedBy(words);
        board = board.with(tiles);
        racks.set(seat, left.with(bag.draw(tiles.size())));
        scores.set(seat, scores.get(seat) + play.score());
        return finish(Turn.move(turn, seat, play), now);
    }

    /**
     * Gives tiles back for as many others; needs 7 tiles in the bag.
     *
     * @param letters {@code A}..{@code Z} and {@code ?} for a blank
     * @throws IllegalPlay with code {@code bad_exchange}, {@code not_your_tiles} or one of the turn's
     */
    public Turn exchange(String player, int turn, String letters, Instant now) {
        int seat = checkTurn(player, turn, now);
        checkExchange(letters);
        Rack left = racks.get(seat).without(letters);
        racks.set(seat, left.with(bag.exchange(letters)));
        return finish(Turn.exchange(turn, seat, letters.length()), now);
    }

    /**
     * Does nothing for a turn.
     *
     * @throws IllegalPlay when it is not the player's turn
     */
    public Turn pass(String player, int turn, Instant now) {
        int seat = checkTurn(player, turn, now);
        return finish(Turn.of(Turn.Kind.PASS, turn, seat), now);
    }

    /**
     * Gives the game up, also while the other player is to move.
     *
     * @throws IllegalPlay with code {@code not_player} or {@code game_over}
     */
    public Turn resign(String player, Instant now) {
        int seat = checkPlaying(player, now);
        Turn last = record(Turn.of(Turn.Kind.RESIGN, turn(), seat));
        end(Outcome.lostBy(seat, Outcome.Reason.RESIGN), now);
        return last;
    }

    /**
     * Ends the game when the running clock has run out.
     *
     * @return whether this very call ended it; its last turn is then in the log
     */
    public boolean checkTime(Instant now) {
        if (!clocks.hasRunOut(now)) {
            return false;
        }
        record(Turn.of(Turn.Kind.TIME, turn(), toMove));
        end(Outcome.lostBy(toMove, Outcome.Reason.TIME), now);
        return true;
    }

    /**
     * Gives the player to move back what his connection took, once a turn and at most what has run. Nothing for anybody else.
     *
     * @param lag his round trip: the turn before was told him half of it late, and his own comes as late
     */
    public void compensate(String player, Duration lag, Instant now) {
        if (clockRunning() && players.indexOf(player) == toMove && compensated != turn()) {
            compensated = turn();
            clocks = clocks.later(lag, now);
        }
    }

    /** The number of the current turn: 1 at the start, 1 more after each line of the log, also the last. */
    public int turn() {
        return log.size() + 1;
    }

    /** Whose turn it is, 0 or 1; once the game is over, whose it would be. */
    public int toMove() {
        return toMove;
    }

    /** The two ids in the order of the seats. */
    public List<String> players() {
        return players;
    }

    /** The seat of a player, 0 or 1; empty for everybody else. */
    public OptionalInt seatOf(String id) {
        int seat = players.indexOf(id);
        return seat < 0 ? OptionalInt.empty() : OptionalInt.of(seat);
    }

    /** Both scores; at the end with the adjustments of the outcome. */
    public List<Integer> scores() {
        return List.copyOf(scores);
    }

    /** Both racks. It is up to the caller to show a player only his own. */
    public List<Rack> racks() {
        return List.copyOf(racks);
    }

    /** How many tiles each player has, which anybody may know. */
    public List<Integer> rackSizes() {
        return racks.stream().map(Rack::size).toList();
    }

    /** How many tiles are left to draw. */
    public int bagCount() {
        return bag.size();
    }

    /** The board as it lies. */
    public Board board() {
        return board;
    }

    /** Milliseconds left to each player, never negative; 0 only once {@link #checkTime} would end the game. */
    public List<Long> clocks(Instant now) {
        return clocks.millis(now);
    }

    /** Whether a clock runs: that of {@link #toMove}, until the game is over. */
    public boolean clockRunning() {
        return outcome == null;
    }

    /** All turns so far, oldest first. */
    public List<Turn> log() {
        return List.copyOf(log);
    }

    /** How the game ended; empty while it goes on. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    String bagContents() {
        return bag.contents();
    }

    Clocks clocks() {
        return clocks;
    }

    private int checkTurn(String player, int turn, Instant now) {
        int seat = checkPlaying(player, now);
        if (turn != turn()) {
            String wrong = turn < turn() ? " is over" : " has not begun";
            throw new IllegalPlay(Reason.STALE_TURN, "Turn " + turn + wrong + "; it is turn " + turn() + " now.");
        }
        if (seat != toMove) {
            throw new IllegalPlay(Reason.NOT_YOUR_TURN, "It is not your turn.");
        }
        return seat;
    }

    private int checkPlaying(String player, Instant now) {
        int seat = players.indexOf(player);
        if (seat < 0) {
            throw new IllegalPlay(Reason.NOT_PLAYER, "You are watching; only the two players can move.");
        }
        checkTime(now);
        if (outcome != null) {
            throw new IllegalPlay(Reason.GAME_OVER, "The game is over.");
        }
        return seat;
    }

    private void checkExchange(String letters) {
        if (letters.isEmpty()) {
            throw new IllegalPlay(Reason.BAD_EXCHANGE, "Choose at least one tile to exchange.");
        }
        if (bag.size() < Rack.SIZE) {
            throw new IllegalPlay(
                    Reason.BAD_EXCHANGE, "An exchange needs 7 tiles in the bag; there are " + bag.size() + ".");
        }
    }

    private Turn record(Turn turn) {
        log.add(turn);
        return turn;
    }

    private Turn finish(Turn turn, Instant now) {
        record(turn);
        toMove = 1 - turn.player();
        clocks = clocks.switchTo(toMove, now);
        LastTurn.outcome(log, racks, scores).ifPresent(how -> {
            scores.set(0, scores.get(0) + how.adjust().get(0));
            scores.set(1, scores.get(1) + how.adjust().get(1));
            end(how, now);
        });
        return turn;
    }

    private void end(Outcome how, Instant now) {
        outcome = how;
        clocks = clocks.stop(now);
    }
}
