/** Where owned games are kept, so that no former owner can harm them. */
@NullMarked
package dev.realmhub.examples.crossword.store;

import org.jspecify.annotations.NullMarked;
