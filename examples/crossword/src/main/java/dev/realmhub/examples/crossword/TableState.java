package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.rules.SavedGame;
import java.util.List;

/** What is stored of a game. */
record TableState(List<Person> players, SavedGame game) {}
