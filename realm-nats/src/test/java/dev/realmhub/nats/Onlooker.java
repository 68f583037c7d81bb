package dev.realmhub.nats;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import dev.realmhub.User;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client inside the process that remembers who it was told is in its realm. */
final class Onlooker implements Transport, ClientProtocol {
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Hub hub;
    private @Nullable Client client;

    private Onlooker(Hub hub) {
        this.hub = hub;
    }

    static Onlooker on(Hub hub, String user, String realm) {
        Onlooker onlooker = new Onlooker(hub);
        onlooker.client = hub.connect(Handshake.of("/" + realm), User.of(user), onlooker, onlooker);
        return onlooker;
    }

    Hub hub() {
        return hub;
    }

    Client client() {
        return java.util.Objects.requireNonNull(client);
    }

    Set<String> here() {
        return here;
    }

    @Override
    public String name() {
        return "onlooker";
    }

    @Override
    public @Nullable Payload encode(FromHub message) {
        if (message instanceof Presence news) {
            if (news.form() == Presence.Form.WHOLE) {
                here.clear();
            }
            news.here().forEach(member -> here.add(member.user()));
            here.removeAll(news.gone().keySet());
        }
        return null;
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        return List.of();
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        done.accept(null);
    }

    @Override
    public void ping() {
        hub.heard(client());
    }

    @Override
    public void close(CloseReason reason) {
        // there is no socket
    }
}
