package dev.realmhub.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what jnats tells of a link, and makes counts and log lines of it. Thread-safe. */
final class LinkEvents implements ErrorListener {
    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private final Callbacks callbacks = new Callbacks();
    private final SelfCheck selfCheck = new SelfCheck();
    private final Incident trouble = new Incident("trouble with NATS");
    private final Incident refused = new Incident("a message was not sent, too many wait for NATS already");
    private final Incident overrun =
            new Incident("messages of NATS were dropped, they come faster than they are taken");
    private final Incident silence =
            new Incident("our messages to ourselves stay out, the connection to NATS is made anew");
    private final BiConsumer<Connection, Events> onChange;
    private final Runnable onOverrun;
    private volatile @Nullable Connection latest;
    private volatile String lastTrouble = "";
    private volatile boolean closing;

    /** Of the callbacks' thread. */
    private boolean up;

    /** Makes one; both hear on the callbacks' thread, of each change and when messages begin to be dropped. */
    LinkEvents(BiConsumer<Connection, Events> onChange, Runnable onOverrun) {
        this.onChange = onChange;
        this.onOverrun = onOverrun;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    SelfCheck selfCheck() {
        return selfCheck;
    }

    /** Returns the last connection that jnats made, even if it never came up. */
    @Nullable
    Connection latest() {
        return latest;
    }

    /** Returns jnats' last words of trouble, empty if there were none. */
    String lastTrouble() {
        return lastTrouble;
    }

    long refused() {
        return refused.count();
    }

    long overrun() {
        return overrun.count();
    }

    long silences() {
        return silence.count();
    }

    /** Takes note that the link is up for jnats, and dead. */
    void silent(String url) {
        silence.happened("connection to " + LinkOptions.names(url));
    }

    /** From now on a lost connection is no news. */
    void closing() {
        closing = true;
    }

    /** jnats tells of each failed attempt; only what changes is worth a line. */
    void changed(Connection connection, Events event) {
        latest = connection;
        boolean now = connection.getStatus() == Connection.Status.CONNECTED;
        if (now && !up) {
            log.info("connected to NATS {}", connection.getServerInfo().getVersion());
        } else if (!now && up && !closing) {
            log.warn("lost the connection to NATS, trying for as long as it takes");
        }
        up = now;
        if (event == Events.LAME_DUCK) {
            log.warn("the NATS server is about to stop");
        }
        onChange.accept(connection, event);
    }

    /** Takes note that jnats will not connect again by itself. */
    void gaveUp(Connection connection) {
        log.error("the NATS client gave up: {}; trying again with another connection", connection.getLastError());
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        if (selfCheck.isAnsweredBy(error)) {
            return;
        }
        lastTrouble = error;
        trouble.happened(error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception thrown) {
        failed(thrown);
    }

    /** Takes note of what went wrong, in whoever's code. */
    void failed(Exception thrown) {
        lastTrouble = thrown.toString();
        trouble.happened(thrown.toString());
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        overrun.happened(consumer.getPendingMessageCount() + " wait");
        onOverrun.run();
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        callbacks.dropped();
        String subject = message.getSubject();
        if (subject != null) { // else a ping, whose loss is noticed soon enough
            refused.happened("to " + subject);
        }
    }
}
