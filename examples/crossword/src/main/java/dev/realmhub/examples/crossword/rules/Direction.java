package dev.realmhub.examples.crossword.rules;

/** The two ways a word can run. Immutable. */
enum Direction {
    ACROSS(0, 1),
    DOWN(1, 0);

    final int rowStep;
    final int colStep;

    Direction(int rowStep, int colStep) {
        this.rowStep = rowStep;
        this.colStep = colStep;
    }

    Direction other() {
        return this == ACROSS ? DOWN : ACROSS;
    }
}
