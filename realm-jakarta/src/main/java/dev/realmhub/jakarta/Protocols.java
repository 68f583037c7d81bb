package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The protocols of one endpoint, by WebSocket subprotocol. Immutable and thread-safe. */
final class Protocols {
    /** Why a client that offers only names that the endpoint does not know is refused. */
    static final CloseReason UNKNOWN = CloseReason.BAD_FRAME.withText("unknown subprotocol");

    /** As many as a small frame holds by honest means; each costs more than its bytes. */
    private static final int MESSAGES_IN_A_FRAME = 256;

    /** As many as a hub grants unless told otherwise. */
    private static final int REALMS_IN_A_RESUME = 64;

    /** Twice what a hub's own positions have, and all that its tickets have: what is longer is none of them. */
    private static final int LONGEST_POSITION = 200;

    private static final int LONGEST_TICKET = 1024;

    private static final String OFFER = "sec-websocket-protocol";

    private final Map<String, ClientProtocol> byName;
    private final List<String> names;

    private Protocols(Map<String, ClientProtocol> byName) {
        this.byName = byName;
        this.names = byName.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }

    /** Returns the three of the house and more; of the same name, one of the latter. */
    static Protocols of(HubConfig config, List<ClientProtocol> more) {
        Map<String, ClientProtocol> byName = new LinkedHashMap<>();
        List.of(new ProtobufProtocol(), new JsonProtocol(), ClientProtocol.raw(config.rawCommand()))
                .forEach(protocol -> byName.put(protocol.name(), protocol));
        more.forEach(protocol -> byName.put(protocol.name(), protocol));
        return new Protocols(byName);
    }

    static Hub given(Hub hub) {
        return Objects.requireNonNull(hub, "the hub is null: pass what Hub.builder(broker)...build() returned");
    }

    /** Returns the names that a client may ask for. */
    List<String> names() {
        return names;
    }

    /** Returns the first that the client offers and the endpoint knows; empty if there is none. */
    Optional<ClientProtocol> firstOf(List<String> offered) {
        if (offered.isEmpty()) {
            return Optional.ofNullable(byName.get(""));
        }
        return offered.stream().filter(names::contains).findFirst().map(byName::get);
    }

    /** Refuses one message more in a frame of so many. */
    static void checkRoom(int messages) {
        if (messages >= MESSAGES_IN_A_FRAME) {
            throw new RefusedException(CloseReason.TOO_MANY_MESSAGES.withText("too many messages in one frame"));
        }
    }

    /** Returns what a client wants to resume; whether it may, and whether the positions are any, is the hub's to find out. */
    static ClientProtocol.Resume resume(String ticket, Map<String, String> positions) {
        boolean decent = ticket.length() <= LONGEST_TICKET
                && positions.size() <= REALMS_IN_A_RESUME
                && positions.keySet().stream().allMatch(realm -> realm.length() <= Realm.MAX_LENGTH)
                && positions.values().stream().allMatch(position -> position.length() <= LONGEST_POSITION);
        if (!decent) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("malformed frame: a resume is too long"));
        }
        return new ClientProtocol.Resume(ticket, positions);
    }

    /** Returns what a client offers, in its order: there may be several headers, each with several names. */
    static List<String> offered(Handshake handshake) {
        return handshake.headers().getOrDefault(OFFER, List.of()).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
