package dev.realmhub.examples.crossword;

import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.Messages.GameLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.WordList;
import dev.realmhub.examples.crossword.store.RealmStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The games as they are stored, and new ones. Thread-safe; blocks for the store. */
final class Tables {
    private static final int NEWEST = 50;
    private static final String ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final WordList words = WordList.english();
    private final Random random;
    private final RealmStore store;

    /** Draws lots, tiles and ids by a random generator. */
    Tables(RealmStore store, Random random) {
        this.store = store;
        this.random = random;
    }

    /** Makes a game; who begins is drawn by lot. */
    Table open(Person one, Person other) {
        List<Person> players = new ArrayList<>(List.of(one, other));
        Collections.shuffle(players, random);
        CrosswordGame game =
                CrosswordGame.start(players.get(0).id(), players.get(1).id(), words, random, Instant.now());
        Table table = new Table(newId(), players, game);
        store.create(table.realm(), StoredRealm.begun(table.state()));
        return table;
    }

    Optional<Table> find(Realm realm) {
        return store.read(realm).map(stored -> of(realm, stored));
    }

    /** Returns a game from what is stored of it. */
    Table of(Realm realm, RealmStore.Saved stored) {
        TableState state = StoredRealm.stateOf(stored, TableState.class);
        return new Table(Table.idOf(realm), state.players(), state.game().resume(words, random));
    }

    /** Returns how the newest games stand, the oldest of them first. */
    List<GameLine> lines() {
        List<GameLine> lines = new ArrayList<>();
        for (Realm realm : store.newest(Table.KIND.name(), NEWEST)) {
            find(realm).map(Table::line).ifPresent(lines::add);
        }
        Collections.reverse(lines);
        return lines;
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }
}
