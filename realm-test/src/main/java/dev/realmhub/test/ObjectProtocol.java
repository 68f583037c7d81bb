package dev.realmhub.test;

import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Each frame is the number of an object that both sides know, or several numbers: no wire format to get wrong.
 *
 * <p>Thread-safe.
 */
final class ObjectProtocol implements ClientProtocol {
    private static final String SEPARATOR = " ";

    private final boolean joins;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, FromHub> fromHub = new ConcurrentHashMap<>();
    private final Map<String, ToHub> toHub = new ConcurrentHashMap<>();

    ObjectProtocol() {
        this(false);
    }

    /**
     * Makes one.
     *
     * @param joins whether several messages may come in one frame
     */
    ObjectProtocol(boolean joins) {
        this.joins = joins;
    }

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public Payload encode(FromHub message) {
        return numbered(fromHub, message);
    }

    @Override
    public @Nullable Payload join(List<Payload> frames) {
        return joins ? Payload.text(frames.stream().map(Payload::text).collect(Collectors.joining(SEPARATOR))) : null;
    }

    List<FromHub> heard(Payload frame) {
        return Arrays.stream(frame.text().split(SEPARATOR, -1))
                .map(this::numbered)
                .toList();
    }

    private FromHub numbered(String number) {
        return Objects.requireNonNull(fromHub.get(number), "a frame that this protocol did not make");
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
