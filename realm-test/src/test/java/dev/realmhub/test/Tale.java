package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.ClientProtocol.Welcome;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A history made by hand, with one client: u0, without a role. There are kept realms with snapshots ({@code game:…}) and without
 * ({@code chat:…}), and plain ones with ({@code room:…}) and without.
 */
final class Tale {
    static final String NODE = "node-1";

    final History history = new History(Set.of("game", "chat"), Set.of("game", "room"), () -> 7);
    final Account account;
    private long sequence;

    /** Begins with a client that is welcome. */
    Tale() {
        account = history.account("c", User.of("u0"), NODE);
        welcome();
    }

    /** Begins with a client that comes back, and names what it knows. */
    Tale(Map<String, String> named) {
        account = history.account("c", User.of("u0"), NODE);
        account.said(new Resume("ticket", named));
        welcome();
    }

    private static Client anyClient() {
        try (Hub hub = Hub.builder(Broker.local())
                .allowNoOrigin()
                .resolver(RealmResolver.fixed())
                .build()) {
            return hub.connect(Handshake.of("/"), User.of("u0"), ClientProtocol.raw("raw"), new FakeTransport());
        }
    }

    void welcome() {
        told(new Welcome(anyClient(), 1, "ticket"));
    }

    Account stranger() {
        return history.account("stranger", User.of("u9"), NODE);
    }

    void told(FromHub word) {
        account.heard(word);
    }

    void joins(String realm) {
        told(new Joined(Membership.of(Realm.parse(realm))));
    }

    /** Publishes to a plain realm; returns what the client hears of it. */
    Event publishes(String realm) {
        Stamp stamp = history.stamp("p", realm);
        Publication publication = stamp.publication(List.of("player"), List.of("u1"));
        history.published(Realm.parse(realm), publication);
        return new Event(Realm.parse(realm), publication.common().orElseThrow());
    }

    /** Publishes to a plain realm what the client does not see. */
    void publishesInSecret(String realm) {
        history.published(Realm.parse(realm), history.stamp("p", realm).hiddenFromOthers(List.of("player"), List.of()));
    }

    /** Publishes to a kept realm; returns what the client hears of it. */
    Event stores(String realm) {
        return stores(realm, "e1");
    }

    Event stores(String realm, String epoch) {
        Publication publication = history.stamp("p", realm).publication(List.of("player"), List.of("u1"));
        Position position = new Position(epoch, ++sequence);
        history.stored(Realm.parse(realm), publication.at(position, 0));
        return new Event(Realm.parse(realm), position, publication.common().orElseThrow());
    }

    void storesInSecret(String realm) {
        Publication publication = history.stamp("p", realm).hiddenFromOthers(List.of("player"), List.of());
        history.stored(Realm.parse(realm), publication.at(new Position("e1", ++sequence), 0));
    }

    void hears(Event event) {
        told(event);
    }

    /** The client hears the event, in these words. */
    void tells(Event event, String text) {
        told(new Event(event.realm(), event.position(), Payload.text(text)));
    }

    void live(String realm, String position, boolean resumed) {
        told(new Live(Realm.parse(realm), Position.parse(position), resumed));
    }

    void isLive(String realm, String position) {
        live(realm, position, false);
    }

    /** The client gets a state that says where it stands, and how many there were. */
    void snapshot(String realm, String position, int many) {
        told(new RealmSnapshot(
                Realm.parse(realm),
                Position.parse(position),
                state(realm, "u0", position, many).payload()));
    }

    void plainSnapshot(String realm, int many) {
        told(new RealmSnapshot(
                Realm.parse(realm), null, state(realm, "u0", "", many).payload()));
    }

    static State state(String realm, String user, String upto, int many) {
        return new State(realm, user, "", upto, many == 0 ? Map.of() : Map.of("p", many));
    }

    void command(long id) {
        account.said(new Send(id, "move", "", Payload.text(named(id))));
    }

    String named(long id) {
        return History.command(account, id);
    }

    void isRight() {
        assertThat(history.check()).isEmpty();
    }

    /** As {@link #isWrong}; one lie may make others. */
    void isWrongAtLeast(String words) {
        assertThat(history.check()).first().asString().contains(words);
    }

    /** Returns what the client sees of one that was published. */
    Payload payload(String realm, int number) {
        return Payload.text("p " + number + ' ' + realm + " common");
    }

    void isWrong(String words) {
        assertThat(history.check()).singleElement().asString().contains(words);
    }
}
