/**
 * The rules of the two-player crossword tile game: board, tiles, scoring, word list, clocks and a move finder. Knows
 * nothing of realms, JSON, threads or the time of day, so that it can be tested and replaced on its own.
 *
 * <p>Start at {@link dev.realmhub.examples.crossword.rules.CrosswordGame}.
 */
@NullMarked
package dev.realmhub.examples.crossword.rules;

import org.jspecify.annotations.NullMarked;
