package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(1_000);

    @Test
    void untilItIsSpentEachHasItsOwnBound() {
        budget.add(1_000);
        assertThat(budget.roomOf(1_600)).isEqualTo(1_600);
    }

    @Test
    void whenItIsSpentEachHasASixteenthOfThat() {
        budget.add(1_001);
        assertThat(budget.roomOf(1_600)).isEqualTo(100);
        budget.add(-1);
        assertThat(budget.roomOf(1_600)).isEqualTo(1_600);
    }
}
