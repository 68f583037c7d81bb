package dev.realmhub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link ClientProtocol#raw}. */
final class RawProtocol implements ClientProtocol {
    private final String commandType;

    RawProtocol(String commandType) {
        this.commandType = Names.checkPlain("raw command type", commandType);
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        if (message instanceof RealmSnapshot snapshot) {
            return snapshot.payload();
        }
        return message instanceof Event event ? event.payload() : null;
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        return List.of(new Send(0, commandType, "", frame));
    }
}
