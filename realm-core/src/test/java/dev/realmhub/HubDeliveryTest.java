package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HubDeliveryTest {
    private static final Realm GAME = Realm.of("game", "1");

    private final Site site = new Site();
    private final Hub hub = site.hub();

    @Test
    void aRealmsEventReachesItsMembersAndNobodyElse() {
        Guest member = Guest.of(hub, "alice", "/game:1");
        Guest elsewhere = Guest.of(hub, "bob", "/game:2/game/1");
        site.publish("game:1", "hello");
        assertThat(member.heard("event")).containsExactly("event game:1 hello");
        assertThat(elsewhere.heard("event")).isEmpty();
    }

    @Test
    void aPlayerNeverSeesTheOthersRack() {
        Guest alice = Guest.of(hub, "alice", "/game:1=player");
        Guest bob = Guest.of(hub, "bob", "/game:1=player");
        Guest watcher = Guest.of(hub, "carol", "/game:1=observer");
        Guest referee = Guest.of(hub, "dave", "/game:1=referee");
        Guest nobody = Guest.of(hub, "erin", "/game:1");
        site.broker.publish(
                Address.realm(GAME),
                Publication.hidden()
                        .viewOfUser("alice", Payload.text("rack A"))
                        .viewOfUser("bob", Payload.text("rack B"))
                        .viewOfRole("observer", Payload.text("board"))
                        .viewOfRole("referee", Payload.text("rack A and rack B")));
        assertThat(alice.heard("event")).containsExactly("event game:1 rack A");
        assertThat(bob.heard("event")).containsExactly("event game:1 rack B");
        assertThat(watcher.heard("event")).containsExactly("event game:1 board");
        assertThat(referee.heard("event")).containsExactly("event game:1 rack A and rack B");
        assertThat(nobody.heard("event")).isEmpty();
    }

    @Test
    void aUserInARealmIsReachedOnHisClientsThereOnlyAndInHisRole() {
        Guest playing = Guest.of(hub, "alice", "/game:1=player");
        Guest watching = Guest.of(hub, "alice", "/game:1=observer");
        Guest inLobby = Guest.of(hub, "alice", "/lobby");
        Guest other = Guest.of(hub, "bob", "/game:1=player");
        site.broker.publish(
                Address.userInRealm("alice", GAME),
                Publication.of("seen").viewOfRole("player", Payload.text("seen by a player")));
        assertThat(playing.heard("event")).containsExactly("event game:1 seen by a player");
        assertThat(watching.heard("event")).containsExactly("event game:1 seen");
        assertThat(inLobby.heard("event")).isEmpty();
        assertThat(other.heard("event")).isEmpty();
    }

    @Test
    void aUserIsReachedOnAllHisClientsAndNobodyElseIs() {
        Guest first = Guest.of(hub, "alice", "/");
        Guest second = Guest.of(hub, "alice", "/lobby");
        Guest other = Guest.of(hub, "bob", "/lobby");
        site.broker.publish(Address.user("alice"), Publication.of("you have mail"));
        assertThat(first.heard("event")).containsExactly("event - you have mail");
        assertThat(second.heard("event")).containsExactly("event - you have mail");
        assertThat(other.heard("event")).isEmpty();
    }

    @Test
    void aClientIsReachedAloneAndOnItsOwnNodeOnly() {
        Guest first = Guest.of(hub, "alice", "/");
        Guest second = Guest.of(hub, "alice", "/");
        site.broker.publish(first.client.address(), Publication.of("this tab"));
        site.broker.publish(Address.client("node-2", second.client.id()), Publication.of("not here"));
        assertThat(first.heard("event")).containsExactly("event - this tab");
        assertThat(second.heard("event")).isEmpty();
    }

    @Test
    void everyoneIsReachedOnceHoweverManyRealmsHeIsIn() {
        Guest alice = Guest.of(hub, "alice", "/a/b/c");
        Guest bob = Guest.of(hub, "bob", "/");
        site.broker.publish(Address.everyone(), Publication.of("we restart soon"));
        assertThat(alice.heard("event")).containsExactly("event - we restart soon");
        assertThat(bob.heard("event")).containsExactly("event - we restart soon");
    }

    @Test
    void whatGoesToUsersIsSeenByUserAndNeverByARoleInSomeRealm() {
        Guest alice = Guest.of(hub, "alice", "/game:1=player");
        Guest bob = Guest.of(hub, "bob", "/game:1=player");
        site.broker.publish(
                Address.everyone(),
                Publication.of("all")
                        .viewOfUser("bob", Payload.text("bob"))
                        .viewOfRole("player", Payload.text("players")));
        assertThat(alice.heard("event")).containsExactly("event - all");
        assertThat(bob.heard("event")).containsExactly("event - bob");
    }

    @Test
    void aPublicationIsEncodedOncePerViewAndProtocolHoweverManyHearIt() {
        Words words = new Words();
        for (int i = 0; i < 100; i++) {
            new Guest(hub, User.of("user" + i), "/game:1=" + (i % 2 == 0 ? "a" : "b"), words, new FakeSocket());
        }
        site.broker.publish(Address.realm(GAME), Publication.of("x").viewOfRole("a", Payload.text("y")));
        assertThat(words.eventsEncoded).hasValue(2);
    }

    @Test
    void clientsOfDifferentProtocolsHearTheSameEventEachInItsWords() {
        FakeSocket raw = new FakeSocket();
        new Guest(hub, User.of("bob"), "/game:1", ClientProtocol.raw("raw"), raw);
        Guest alice = Guest.of(hub, "alice", "/game:1");
        Guest carol = Guest.of(hub, "carol", "/game:1");
        site.publish("game:1", "hello");
        assertThat(raw.texts()).containsExactly("hello");
        assertThat(alice.heard("event")).containsExactly("event game:1 hello");
        assertThat(carol.heard("event")).containsExactly("event game:1 hello");
    }

    @Test
    void allMessagesOfARealmKeepTheirOrder() {
        Guest alice = Guest.of(hub, "alice", "/game:1");
        for (int i = 0; i < 10_000; i++) {
            Address address = i % 3 == 0 ? Address.userInRealm("alice", GAME) : Address.realm(GAME);
            site.broker.publish(address, Publication.of(Integer.toString(i)));
        }
        assertThat(alice.heard("event"))
                .containsExactlyElementsOf(IntStream.range(0, 10_000)
                        .mapToObj(i -> "event game:1 " + i)
                        .toList());
    }

    @Test
    void twoHubsOnOneBusServeOneRealm() {
        Hub second = Hub.builder(site.broker)
                .allowNoOrigin()
                .node("node-2")
                .executor(Runnable::run)
                .time(site.time, site.time::nanoTime, site.time)
                .resolver(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .build();
        Guest here = Guest.of(hub, "alice", "/game:1");
        Guest there = Guest.of(second, "alice", "/game:1");
        site.publish("game:1", "to both");
        site.broker.publish(there.client.address(), Publication.of("to the second"));
        assertThat(here.heard("event")).containsExactly("event game:1 to both");
        assertThat(there.heard("event")).containsExactly("event game:1 to both", "event - to the second");
    }

    @Test
    void aProtocolThatCannotEncodeAnEventHarmsNoLaterOne() {
        Words brittle = new Words() {
            @Override
            public @org.jspecify.annotations.Nullable Payload encode(FromHub message) {
                if (message instanceof Event event && event.payload().text().equals("poison")) {
                    throw new IllegalArgumentException("thrown on purpose by a test");
                }
                return super.encode(message);
            }
        };
        Guest alice = new Guest(hub, User.of("alice"), "/game:1", brittle, new FakeSocket());
        site.publish("game:1", "poison");
        site.publish("game:1", "bread");
        assertThat(alice.heard("event")).containsExactly("event game:1 bread");
        assertThat(site.log.failures).hasSize(1);
    }

    @Test
    void aProtocolThatCannotWriteAnEventCostsTheOthersNothing() {
        ClientProtocol mute = new ClientProtocol() {
            @Override
            public String name() {
                return "mute";
            }

            @Override
            public Payload encode(FromHub message) {
                if (message instanceof Event) {
                    throw new IllegalStateException("no words for it");
                }
                return Payload.empty();
            }

            @Override
            public List<ToHub> decode(Payload frame) {
                return List.of();
            }
        };
        Client unlucky = hub.connect(Handshake.of("/game:1"), User.of("mallory"), mute, new FakeSocket());
        Guest behind = Guest.of(hub, "alice", "/game:1");
        site.publish("game:1", "hello");
        assertThat(behind.heard("event")).containsExactly("event game:1 hello");
        assertThat(unlucky.state()).isEqualTo(Client.State.JOINED);
        assertThat(site.log.failures).hasSize(1);
    }
}
