package dev.realmhub.benchmarks.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both of two hubs, and both backends, are drained and replaced under traffic; {@code benchmarks/bus drain} does the same at size. */
class DrainTest {
    @Test
    void aRollingRestartOfHubsAndBackendsLosesNothingThatWasAcknowledgedAndLeavesNoHole() throws Exception {
        DrainCost drain = new DrainCost();
        drain.clients = 400;
        drain.games = 20;
        DrainCost.Report report = drain.run();
        assertThat(report.rows()).extracting(DrainCost.Row::drained).containsExactly(200, 0, 200, 0);
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.mostPerSecond()).isLessThanOrEqualTo(250));
        DrainCost.Sum sum = report.sum();
        assertThat(sum.acknowledged()).isGreaterThan(500);
        assertThat(sum.refused()).as("answered, but not done").isZero();
        assertThat(sum.lost()).as("acknowledged, but not run").isZero();
        assertThat(sum.unanswered()).as("never answered").isZero();
        assertThat(sum.holes()).as("clients with a hole or a double").isZero();
        assertThat(sum.anew()).as("clients that began anew").isZero();
    }
}
