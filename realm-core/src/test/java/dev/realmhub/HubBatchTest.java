package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits for a realm goes out together. The executor works when the test says so. */
class HubBatchTest {
    private static final Realm GAME = Realm.of("game", "1");

    private final Site site = new Site();
    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final LineWords words = new LineWords();
    private Hub hub = site.builderOnABus(
                    request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
            .executor(submitted::add)
            .build();

    private Guest guest(String user, String path) {
        Guest guest = new Guest(hub, User.of(user), path, words, new FakeSocket());
        work();
        return guest;
    }

    private void work() {
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
    }

    private void publish(Publication publication) {
        site.broker.publish(Address.realm(GAME), publication);
    }

    private static String last(Guest guest) {
        List<String> heard = guest.heard();
        return heard.get(heard.size() - 1);
    }

    @Test
    void aloneAMessageGoesAtOnceAndAlone() {
        Guest alice = guest("alice", "/game:1");
        publish(Publication.of("one"));
        work();
        assertThat(last(alice)).isEqualTo("event game:1 one");
    }

    @Test
    void allThatWaitsForARealmIsOneFrameBuiltOnceForAllItsClients() {
        List<Guest> guests = IntStream.range(0, 5)
                .mapToObj(i -> guest("user" + i, "/game:1"))
                .toList();
        IntStream.range(0, 3).forEach(i -> publish(Publication.of("" + i)));
        work();
        assertThat(guests)
                .allSatisfy(guest -> assertThat(last(guest)).isEqualTo("event game:1 0|event game:1 1|event game:1 2"));
        assertThat(words.eventsEncoded).hasValue(3);
        assertThat(guests.stream().map(guest -> guest.socket.lastFrame()).distinct())
                .hasSize(1);
    }

    @Test
    void viewsHoldWithinABatch() {
        Guest alice = guest("alice", "/game:1=player");
        Guest bob = guest("bob", "/game:1=player");
        Guest watcher = guest("carol", "/game:1=observer");
        publish(Publication.of("board 1").viewOfUser("alice", Payload.text("rack A")));
        publish(Publication.hidden().viewOfUser("bob", Payload.text("rack B")));
        site.broker.publish(Address.userInRealm("alice", GAME), Publication.of("your turn"));
        publish(Publication.of("board 2").viewOfRole("observer", Payload.text("board 2, from afar")));
        work();
        assertThat(last(alice)).isEqualTo("event game:1 rack A|event game:1 your turn|event game:1 board 2");
        assertThat(last(bob)).isEqualTo("event game:1 board 1|event game:1 rack B|event game:1 board 2");
        assertThat(last(watcher)).isEqualTo("event game:1 board 1|event game:1 board 2, from afar");
    }

    @Test
    void realmsThatShareALaneShareNoFrame() {
        hub.close();
        hub = site.builderOnABus(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(submitted::add)
                .config(HubConfig.builder().lanes(1).build())
                .build();
        Guest alice = guest("alice", "/game:1");
        Guest bob = guest("bob", "/game:2");
        IntStream.range(0, 4).forEach(i -> site.publish("game:" + (i % 2 + 1), "" + i));
        work();
        assertThat(last(alice)).isEqualTo("event game:1 0|event game:1 2");
        assertThat(last(bob)).isEqualTo("event game:2 1|event game:2 3");
    }

    @Test
    void whoLeavesBeforeItsTurnGetsNothingOfTheBatch() {
        Guest alice = guest("alice", "/game:1");
        IntStream.range(0, 3).forEach(i -> publish(Publication.of("" + i)));
        alice.says("go 1 /lobby");
        work();
        assertThat(alice.heard()).noneMatch(text -> text.contains("event"));
    }

    @Test
    void aRawClientGetsEachMessageByItself() {
        FakeSocket raw = new FakeSocket();
        new Guest(hub, User.of("bob"), "/game:1", ClientProtocol.raw("raw"), raw);
        work();
        IntStream.range(0, 3).forEach(i -> publish(Publication.of("" + i)));
        work();
        assertThat(raw.texts()).containsExactly("0", "1", "2");
    }

    @Test
    void aLobbyOfThousandsDoesNotHoldUpAGameOfTwo() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 3_000).forEach(i -> lobby.add(guest("user" + i, "/lobby")));
        Guest player = guest("alice", "/game:1");
        site.publish("lobby", "hello");
        publish(Publication.of("move"));
        long[] served = {-1};
        player.socket.completions = completion -> {
            served[0] = lobby.stream()
                    .filter(guest -> !guest.heard("event").isEmpty())
                    .count();
            completion.run();
        };
        while (player.heard("event").isEmpty()) {
            submitted.remove().run();
        }
        assertThat(player.heard("event")).containsExactly("event game:1 move");
        assertThat(served[0]).as("lobby clients served before the game's").isBetween(0L, 300L);
        work();
        assertThat(lobby).allSatisfy(guest -> assertThat(guest.heard("event")).hasSize(1));
    }

    @Test
    void inOneProcessASmallAudienceIsServedWherePublished() {
        hub.close();
        hub = site.builder(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(submitted::add)
                .build();
        Guest alice = guest("alice", "/game:1");
        publish(Publication.of("move"));
        assertThat(last(alice)).isEqualTo("event game:1 move");
        assertThat(submitted).isEmpty();
        IntStream.range(0, 1_000).forEach(i -> guest("user" + i, "/game:1"));
        publish(Publication.of("move"));
        assertThat(submitted).as("the rest of a large one is not").hasSize(1);
    }

    @Test
    void aMessageGetsOnWhereTheRoundIsAndReachesEveryoneOnceAndInOrder() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 500).forEach(i -> lobby.add(guest("user" + i, "/lobby")));
        int[] served = {0};
        lobby.forEach(guest -> guest.socket.completions = completion -> {
            if (served[0]++ == 100) {
                site.publish("lobby", "second");
                site.publish("lobby", "third");
            }
            completion.run();
        });
        site.publish("lobby", "first");
        work();
        List<String> all = List.of("event lobby first", "event lobby second", "event lobby third");
        assertThat(lobby).allSatisfy(guest -> assertThat(said(guest)).isEqualTo(all));
        assertThat(served[0])
                .as("frames: those not yet served get all three in one")
                .isLessThan(700);
    }

    @Test
    void whoComesWhileARoundIsUnderWayGetsWhatIsPublishedFromThenOn() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> lobby.add(guest("user" + i, "/lobby")));
        Guest[] late = new Guest[1];
        lobby.get(100).socket.completions = completion -> {
            lobby.get(100).socket.completions = Runnable::run;
            late[0] = new Guest(hub, User.of("late"), "/lobby", words, new FakeSocket());
            site.publish("lobby", "after");
            completion.run();
        };
        site.publish("lobby", "before");
        work();
        assertThat(said(late[0])).containsExactly("event lobby after");
        assertThat(lobby).allSatisfy(guest -> assertThat(said(guest)).hasSize(2));
    }

    @Test
    void aRoundDoesNotRunAheadOfSocketsThatAreStillAtItsSends() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 500).forEach(i -> lobby.add(guest("user" + i, "/lobby")));
        lobby.forEach(guest -> guest.socket.stalled = true);
        site.publish("lobby", "first");
        work();
        assertThat(lobby.stream().filter(guest -> !said(guest).isEmpty()))
                .as("sends that the container has before it")
                .hasSizeBetween(64, 256);
        site.publish("lobby", "second");
        work();
        lobby.stream().filter(guest -> !said(guest).isEmpty()).forEach(guest -> guest.socket.resume());
        lobby.forEach(guest -> guest.socket.stalled = false);
        site.pass(Duration.ofMillis(1));
        work();
        assertThat(lobby)
                .allSatisfy(
                        guest -> assertThat(said(guest)).containsExactly("event lobby first", "event lobby second"));
        assertThat(last(lobby.get(400))).as("in one frame").isEqualTo("event lobby first|event lobby second");
    }

    @Test
    void whereEachMessageHasAFrameOfItsOwnARoundDoesNotWaitForTheSockets() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 500)
                .forEach(i -> lobby.add(new Guest(hub, User.of("user" + i), "/lobby", new Words(), new FakeSocket())));
        work();
        lobby.forEach(guest -> guest.socket.stalled = true);
        site.publish("lobby", "first");
        site.publish("lobby", "second");
        work();
        assertThat(lobby)
                .allSatisfy(guest ->
                        assertThat(said(guest)).as("its send is under way").isNotEmpty());
    }

    @Test
    void clientsThatStallHoldUpARoundOnceAndForMillisecondsOnly() {
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 500).forEach(i -> lobby.add(guest("user" + i, "/lobby")));
        lobby.subList(0, 300).forEach(guest -> guest.socket.stalled = true);
        site.publish("lobby", "first");
        work();
        site.pass(Duration.ofMillis(12));
        work();
        assertThat(lobby.subList(300, 500))
                .allSatisfy(guest -> assertThat(said(guest)).containsExactly("event lobby first"));
        site.pass(Duration.ofMillis(12));
        site.publish("lobby", "second");
        work();
        assertThat(lobby.subList(300, 500))
                .allSatisfy(guest -> assertThat(said(guest)).hasSize(2));
    }

    /** What a client was told of events, whatever frames it came in. */
    private static List<String> said(Guest guest) {
        return guest.heard().stream()
                .flatMap(text -> Stream.of(text.split("\\|")))
                .filter(text -> text.startsWith("event"))
                .toList();
    }

    @Test
    void withAGatherWindowTheFirstMessageWaitsForOthersThatLongAndNoLonger() {
        hub.close();
        hub = site.builderOnABus(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(Runnable::run)
                .config(HubConfig.builder().gather(Duration.ofMillis(2)).build())
                .build();
        Guest alice = guest("alice", "/game:1");
        publish(Publication.of("one"));
        site.pass(Duration.ofMillis(1));
        publish(Publication.of("two"));
        assertThat(alice.heard("event")).isEmpty();
        site.pass(Duration.ofMillis(1));
        assertThat(last(alice)).isEqualTo("event game:1 one|event game:1 two");
    }

    @Test
    void whatARuleDropsIsCountedAndTold() {
        hub.close();
        hub = site.builderOnABus(
                        request -> java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(Runnable::run)
                .config(HubConfig.builder().outboxMessages(2).build())
                .build();
        Guest alice = new Guest(hub, User.of("alice"), "/game:1", new Words(), new FakeSocket());
        alice.socket.stalled = true;
        IntStream.range(0, 5).forEach(i -> publish(Publication.of("cheer " + i).bestEffort()));
        IntStream.range(0, 3).forEach(i -> publish(Publication.of("clock " + i).latest("clock")));
        assertThat(site.log.lines).noneMatch(line -> line.startsWith("dropped"));
        site.pass(Duration.ofMillis(500));
        assertThat(site.log.lines)
                .containsOnlyOnce("dropped alice BEST_EFFORT 3")
                .containsOnlyOnce("dropped alice LATEST 2");
        publish(Publication.of("clock 3").latest("clock"));
        hub.kick(alice.client, CloseReason.NORMAL);
        assertThat(site.log.lines).endsWith("left alice game:1", "dropped alice LATEST 1", "closed alice 1000");
    }
}
