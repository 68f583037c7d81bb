package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BagTest {
    @Test
    void drawingTakesTilesOut() {
        Bag bag = new Bag("AABBC", new Random(1));

        String drawn = bag.draw(3);

        assertThat(drawn).hasSize(3);
        assertThat((drawn + bag.contents()).toCharArray()).containsExactlyInAnyOrder('A', 'A', 'B', 'B', 'C');
    }

    @Test
    void drawingMoreThanThereIsTakesTheRest() {
        Bag bag = new Bag("AB", new Random(1));

        assertThat(bag.draw(7)).hasSize(2);
        assertThat(bag.size()).isZero();
        assertThat(bag.draw(1)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        assertThat(drawTen(42)).isEqualTo(drawTen(42)).isNotEqualTo(drawTen(43));
    }

    @Test
    void theBagIsShuffled() {
        assertThat(new Bag(Tiles.ENGLISH, new Random(1)).contents()).isNotEqualTo(Tiles.ENGLISH);
    }

    @Test
    void anExchangeNeverGivesTheSameTilesBack() {
        Bag bag = new Bag("BBBBBBB", new Random(1));

        assertThat(bag.exchange("AAAAAAA")).isEqualTo("BBBBBBB");
        assertThat(bag.contents()).isEqualTo("AAAAAAA");
    }

    @Test
    void exchangedTilesAreShuffledIn() {
        Bag bag = new Bag("B".repeat(50), new Random(1));

        bag.exchange("AAAAAAA");

        assertThat(bag.contents()).doesNotEndWith("AAAAAAA");
    }

    private static String drawTen(long seed) {
        return new Bag(Tiles.ENGLISH, new Random(seed)).draw(10);
    }
}
