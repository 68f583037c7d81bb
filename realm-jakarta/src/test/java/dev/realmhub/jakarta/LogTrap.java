package dev.realmhub.jakarta;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** All that is logged, ours down to the last detail: messages, exceptions with their causes, and threads' names. */
final class LogTrap extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.realmhub");
    private final java.util.logging.Logger containers =
            LogManager.getLogManager().getLogger("");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            lines.add(new SimpleFormatter().format(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LogTrap() {
        start();
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        ours.addAppender(this);
        root.addAppender(this);
        containers.addHandler(handler);
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String trace = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
        lines.add(event.getThreadName() + ' ' + event.getFormattedMessage() + ' ' + trace);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Takes a line from elsewhere. */
    void add(String line) {
        lines.add(line);
    }

    @Override
    public void close() {
        containers.removeHandler(handler);
        root.detachAppender(this);
        ours.detachAppender(this);
        ours.setAdditive(true);
        ours.setLevel(null);
    }
}
