package dev.realmhub.test;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport that passes each frame on before it is sent. */
record Listening(Transport transport, Consumer<Payload> listener) implements Transport {
    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        listener.accept(frame);
        transport.send(frame, done);
    }

    @Override
    public void ping() {
        transport.ping();
    }

    @Override
    public void close(CloseReason reason) {
        transport.close(reason);
    }
}
