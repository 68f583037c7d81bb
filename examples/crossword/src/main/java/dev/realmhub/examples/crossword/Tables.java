package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.Messages.GameLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.WordList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** All games, in memory, the newest last; of those that are over the last 50. Thread-safe. */
final class Tables {
    private static final int KEPT_OVER = 50;
    private static final String ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final WordList words = WordList.english();
    private final Random random;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /** Makes none; draws lots, tiles and ids by a random generator. */
    Tables(Random random) {
        this.random = random;
    }

    /** Starts a game; who begins is drawn by lot. */
    synchronized Table open(Person one, Person other) {
        List<Person> players = new ArrayList<>(List.of(one, other));
        Collections.shuffle(players, random);
        CrosswordGame game =
                CrosswordGame.start(players.get(0).id(), players.get(1).id(), words, random, Instant.now());
        Table table = new Table(newId(), players, game);
        tables.put(table.id(), table);
        forgetOldest();
        return table;
    }

    synchronized Optional<Table> find(String id) {
        return Optional.ofNullable(tables.get(id));
    }

    synchronized List<Table> all() {
        return List.copyOf(tables.values());
    }

    List<GameLine> lines() {
        return all().stream().map(Table::line).toList();
    }

    private void forgetOldest() {
        List<Table> over = tables.values().stream().filter(Table::isOver).toList();
        over.stream().limit(Math.max(0, over.size() - KEPT_OVER)).forEach(table -> tables.remove(table.id()));
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }
}
