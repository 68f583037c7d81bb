package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is held for a client until it has its snapshot. */
class GateTest {
    private static final HubConfig BOUNDS =
            HubConfig.builder().outboxMessages(3).outboxBytes(10).build();

    private final Gate gate = new Gate();

    private void hold(String text) {
        gate.hold(Frame.of(Payload.text(text), 0), BOUNDS);
    }

    @Test
    void soManyMessagesAreHeldAndNotOneMore() {
        hold("1");
        hold("2");
        hold("3");
        assertThat(gate.overflowed()).isFalse();
        assertThat(gate.held()).hasSize(3);
        hold("4");
        assertThat(gate.overflowed()).isTrue();
        assertThat(gate.held()).isEmpty();
    }

    @Test
    void soManyBytesAreHeldAndNotOneMore() {
        hold("1234567890");
        assertThat(gate.overflowed()).isFalse();
        hold("1");
        assertThat(gate.overflowed()).isTrue();
        assertThat(gate.held()).isEmpty();
    }
}
