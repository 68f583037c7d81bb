package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An application's protocol that cannot read anything. */
record Failing(AtomicInteger asked) implements ClientProtocol {
    Failing() {
        this(new AtomicInteger());
    }

    @Override
    public String name() {
        return "failing.v1";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        return null;
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        asked.incrementAndGet();
        throw new AssertionError("this protocol is broken");
    }
}
