/** A game of sticks whose frames are shaped after lichess': begin with {@link dev.realmhub.examples.rounds.Rounds}. */
@NullMarked
package dev.realmhub.examples.rounds;

import org.jspecify.annotations.NullMarked;
