package dev.realmhub.benchmarks.bus;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket that takes everything at once and gives each message to a listener, one at a time. */
record Socket(Consumer<String> heard) implements Transport {
    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        heard.accept(frame.text());
        done.accept(null);
    }

    @Override
    public void ping() {
        // nobody is there to answer, and no figure takes as long as a silence may last
    }

    @Override
    public void close(CloseReason reason) {
        // on purpose
    }
}
