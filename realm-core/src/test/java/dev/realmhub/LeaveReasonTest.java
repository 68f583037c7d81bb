package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaveReasonTest {
    @Test
    void eachWayToEndHasItsReason() {
        assertThat(LeaveReason.of(CloseReason.NORMAL)).isEqualTo(LeaveReason.LEFT);
        assertThat(LeaveReason.of(CloseReason.terminal(1001, "closed with 1001")))
                .isEqualTo(LeaveReason.LEFT);
        assertThat(LeaveReason.of(CloseReason.GONE)).isEqualTo(LeaveReason.LOST);
        assertThat(LeaveReason.of(CloseReason.TOO_SLOW)).isEqualTo(LeaveReason.LOST);
        assertThat(LeaveReason.of(CloseReason.RESTART)).isEqualTo(LeaveReason.NODE_DIED);
        assertThat(LeaveReason.of(CloseReason.FORBIDDEN)).isEqualTo(LeaveReason.KICKED);
        assertThat(LeaveReason.of(CloseReason.terminal(4002, "a game's own"))).isEqualTo(LeaveReason.KICKED);
        assertThat(LeaveReason.of(CloseReason.INTERNAL)).isEqualTo(LeaveReason.KICKED);
    }
}
