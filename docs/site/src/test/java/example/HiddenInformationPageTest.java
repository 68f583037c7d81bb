package example;

import dev.realmhub.Address;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.Snapshot;
import dev.realmhub.test.TestClient;
import dev.realmhub.test.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/hidden-information.md shows. */
class HiddenInformationPageTest {
    static final Realm TABLE = Realm.of("table", "1");

    @RegisterExtension
    final TestHub hub = TestHub.of(request -> request.askBackend(), builder -> builder.snapshots("table"));

    HiddenInformationPageTest() {
        hub.backend(game -> game.resolve(
                        "/table/1", r -> Resolution.of(TABLE, seatOf(r.user().id())))
                .snapshot(
                        "table",
                        (realm, viewer) -> Snapshot.of(Payload.text(
                                switch (viewer.role()) {
                                    case "player" ->
                                        "your hand: " + handOf(viewer.user().id());
                                    default -> "the table from above";
                                }))));
    }

    static String seatOf(String user) {
        return user.equals("carol") ? "observer" : "player";
    }

    static String handOf(String user) {
        return user.equals("alice") ? "A A" : "7 2";
    }

    TestClient come(String user) {
        TestClient client = hub.connect(user, "/table/1").expectJoined("table:1", seatOf(user));
        client.next(ClientProtocol.RealmSnapshot.class);
        return client;
    }

    @Test
    void oneDealIsThreeViewsAtOnePlaceInTheOrder() {
        TestClient alice = come("alice");
        TestClient bob = come("bob");
        TestClient carol = come("carol");
        Publication deal = Publication.of("cards were dealt")
                .viewOfUser("alice", Payload.text("you have A A"))
                .viewOfUser("bob", Payload.text("you have 7 2"));
        hub.publish(Address.realm(TABLE), deal);
        hub.publish("table:1", "the flop");
        alice.expectEvent("table:1", "you have A A").expectEvent("table:1", "the flop");
        bob.expectEvent("table:1", "you have 7 2").expectEvent("table:1", "the flop");
        carol.expectEvent("table:1", "cards were dealt").expectEvent("table:1", "the flop");
    }

    @Test
    void whatNobodyElseMayKnowOfIsHiddenFirst() {
        TestClient alice = come("alice");
        TestClient carol = come("carol");
        hub.publish(Address.realm(TABLE), Publication.hidden().viewOfRole("player", Payload.text("a hint")));
        alice.expectEvent("table:1", "a hint");
        carol.expectNothing();
    }
}
