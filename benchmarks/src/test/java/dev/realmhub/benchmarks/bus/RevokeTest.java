package dev.realmhub.benchmarks.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Users of two hubs are revoked by a backend; {@code benchmarks/bus revoke} does the same at size. */
class RevokeTest {
    @Test
    void whoIsRevokedIsClosedOnBothHubs() throws Exception {
        RevokeCost revoke = new RevokeCost();
        revoke.clients = 200;
        revoke.users = 20;
        revoke.many = 100;
        RevokeCost.Report report = revoke.run();
        assertThat(report.p50()).isPositive().isLessThanOrEqualTo(report.max());
        assertThat(report.ofMany()).isPositive();
    }
}
