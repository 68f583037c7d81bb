package dev.realmhub.examples.crossword.rules;

/** What a square does for a tile placed on it; it counts only in the turn that places the tile. Immutable. */
enum Premium {
    NONE(1, 1),
    DOUBLE_LETTER(2, 1),
    TRIPLE_LETTER(3, 1),
    DOUBLE_WORD(1, 2),
    TRIPLE_WORD(1, 3);

    final int letterFactor;
    final int wordFactor;

    Premium(int letterFactor, int wordFactor) {
        this.letterFactor = letterFactor;
        this.wordFactor = wordFactor;
    }
}
