package dev.realmhub.test;

import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Each frame is the number of an object that both sides know: no wire format to get wrong. Thread-safe. */
final class ObjectProtocol implements ClientProtocol {
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, FromHub> fromHub = new ConcurrentHashMap<>();
    private final Map<String, ToHub> toHub = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public Payload encode(FromHub message) {
        return numbered(fromHub, message);
    }

    FromHub heard(Payload frame) {
        return Objects.requireNonNull(fromHub.get(frame.text()), "a frame that this protocol did not make");
    }

    Payload said(ToHub message) {
        return numbered(toHub, message);
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        ToHub message = toHub.remove(frame.text());
        if (message == null) {
            throw new RefusedException(CloseReason.BAD_FRAME);
        }
        return List.of(message);
    }

    private <T> Payload numbered(Map<String, T> all, T message) {
        String number = Integer.toString(count.incrementAndGet());
        all.put(number, message);
        return Payload.text(number);
    }
}
