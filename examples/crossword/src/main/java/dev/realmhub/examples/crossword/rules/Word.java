package dev.realmhub.examples.crossword.rules;

/**
 * A word that a play forms. Immutable.
 *
 * @param text capitals, also for blanks
 * @param score its points with premiums, without the bonus for seven tiles
 */
public record Word(String text, int score) {}
