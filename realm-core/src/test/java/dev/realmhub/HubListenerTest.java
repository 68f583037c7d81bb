package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HubListenerTest {
    private final RealmException failure = new RealmException("on purpose", null);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Hub.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private @Nullable Level level;

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        level = logger.getLevel();
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(level);
    }

    @Test
    void aListenerThatSaysNothingOfFailuresHidesNone() {
        new HubListener() {}.failed(failure);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("on purpose");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("on purpose");
        });
    }

    @Test
    void aMeterLeavesThemToTheListener() {
        new HubMeter() {}.failed(failure);
        assertThat(lines.list).isEmpty();
    }
}
