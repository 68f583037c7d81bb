package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private final LogLines log = new LogLines();
    private final AtomicLong clock = new AtomicLong(-7);
    private final Incident incident = new Incident("odd", clock::get);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aFloodIsCountedInFullAndLoggedOnceInTenSeconds() {
        for (int i = 0; i < 1_000; i++) {
            incident.happened("case " + i);
        }
        assertThat(incident.count()).isEqualTo(1_000);
        assertThat(log.all()).hasSize(1);
        clock.addAndGet(10_000_000_000L);
        incident.happened("later");
        assertThat(log.all()).containsExactly("odd: case 0 (1 so far)", "odd: later (1001 so far)");
    }

    @Test
    void strangersCannotWriteLinesOrEscapesIntoTheLog() {
        incident.happened("a\r\nb\u001b[31m\u0000\u00e9" + "x".repeat(500));
        assertThat(log.all().get(0)).matches("[\\x20-\\x7e]{1,250}").startsWith("odd: a??b?[31m??xxx");
    }
}
