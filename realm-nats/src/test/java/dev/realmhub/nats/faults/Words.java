package dev.realmhub.nats.faults;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a witness must hear to bear witness, as lines of text. */
final class Words implements ClientProtocol {
    static final Words INSTANCE = new Words();

    private Words() {}

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        String line = line(message);
        return line == null ? null : Payload.text(line);
    }

    private static @Nullable String line(FromHub message) {
        if (message instanceof Event event) {
            long sequence = event.position() == null ? 0 : event.position().sequence();
            return "event " + name(event.realm()) + " " + sequence + " "
                    + event.payload().text();
        } else if (message instanceof Live live) {
            return "live " + live.realm() + " " + live.position().sequence();
        } else if (message instanceof Resync resync) {
            return "resync " + resync.realm();
        } else if (message instanceof Degraded degraded) {
            return "degraded " + degraded.degraded();
        } else if (message instanceof Answer answer) {
            return "answer " + answer.id() + " " + answer.outcome().getClass().getSimpleName();
        }
        return null;
    }

    private static String name(@Nullable Realm realm) {
        return realm == null ? "-" : realm.toString();
    }

    /** A command's id is all there is to it. */
    @Override
    public List<ToHub> decode(Payload frame) {
        return List.of(new Send(Long.parseLong(frame.text()), "do", "", frame));
    }
}
