package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import org.junit.jupiter.api.Test;

/** {@code realmhub.v1.json} from the browser to the backend and back. */
@EachWayIn
class JsonConversationTest {
    private final WayIn way;

    JsonConversationTest(WayIn way) {
        this.way = way;
    }

    @Test
    void aClientIsWelcomedAndToldItsRealms() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?user=alice&path=/game/a");
            String id = site.chronicle().awaitJoined().id();
            assertThat(alice.next())
                    .startsWith("{\"welcome\":{\"client\":\"" + id + "\",\"node\":\""
                            + site.hub().id()
                            + "\",\"user\":\"alice\",\"anonymous\":false,\"heartbeatMs\":10000,\"ticket\":\"")
                    .endsWith("\"}}")
                    .doesNotContain("\"ticket\":\"\"");
            alice.expect("{\"joined\":{\"realm\":\"game:a\",\"role\":\"player\"}}");
        }
    }

    @Test
    void eachCommandGetsItsOutcome() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            alice.say("{\"command\":{\"id\":7,\"type\":\"echo\",\"payload\":{\"text\":\"hi\"}}}");
            alice.expect("{\"outcome\":{\"id\":7,\"status\":\"ok\",\"payload\":{\"text\":\"hi\"}}}");
            alice.say("{\"command\":{\"id\":8,\"type\":\"no\"}}");
            alice.expect("{\"outcome\":{\"id\":8,\"status\":\"rejected\",\"code\":\"not_your_turn\","
                    + "\"text\":\"It is not your turn.\"}}");
            alice.say("{\"command\":{\"id\":9,\"type\":\"nobodyServesThis\"}}");
            alice.expect("{\"outcome\":{\"id\":9,\"status\":\"unavailable\"}}");
        }
    }

    @Test
    void aCommandWithoutAnIdGetsNoOutcome() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            alice.say("{\"command\":{\"type\":\"tell\",\"payload\":{\"text\":\"hello all\"}}}");
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"hello all\"}}}");
        }
    }

    @Test
    void severalObjectsInOneFrameAreReadInOrder() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            alice.say("""
                    {"ping":{"sentMs":1}}
                    {"somethingNew":{"deep":[{"x":[]}]}}
                    {"ping":{"sentMs":2,"lagMs":12}}
                    """);
            alice.expect("{\"pong\":{\"sentMs\":1}}");
            alice.expect("{\"pong\":{\"sentMs\":2}}");
        }
    }

    @Test
    void aNavigationLeavesAndJoinsOnTheSameSocket() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("").settled();
            alice.say("{\"navigate\":{\"id\":3,\"path\":\"/game/a?as=observer\"}}");
            alice.expect("{\"left\":{\"realm\":\"lobby\"}}");
            alice.expect("{\"joined\":{\"realm\":\"game:a\",\"role\":\"observer\"}}");
            alice.expect("{\"navigated\":{\"id\":3,\"path\":\"/game/a?as=observer\"}}");
        }
    }

    @Test
    void aRefusedNavigationChangesNothing() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            alice.say("{\"navigate\":{\"id\":4,\"path\":\"/nowhere\"}}");
            alice.expect("{\"refused\":{\"id\":4,\"path\":\"/nowhere\",\"code\":4404,\"text\":\"nothing there\"}}");
            site.publish(Publication.of("still here"));
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"still here\"}}}");
        }
    }

    @Test
    void aPathWithNothingBehindItClosesTheConnectionWithTheReason() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/nowhere");
            alice.expect("{\"closing\":{\"code\":4404,\"text\":\"nothing there\",\"retry\":false,\"retryAfterMs\":0}}");
            WsPeer.Frame close = alice.socket().next();
            assertThat(close.closeCode()).isEqualTo(4404);
            assertThat(close.closeText()).isEqualTo("nothing there");
            alice.socket().awaitEnd();
            assertThat(site.chronicle().awaitClosed()).isEqualTo(CloseReason.NO_SUCH_REALM);
        }
    }

    @Test
    void eachSeesTheViewOfItsUserOrRole() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?user=alice&path=/game/a").settled();
            JsonPeer bob = site.json("?user=bob&path=/game/a").settled();
            JsonPeer watcher = site.json("?path=/game/a%3Fas%3Dobserver").settled();
            site.publish(Publication.of("players")
                    .viewOfUser("alice", Payload.text("your rack"))
                    .viewOfRole("observer", Payload.text("no racks")));
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"your rack\"}}}");
            bob.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"players\"}}}");
            watcher.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"no racks\"}}}");
        }
    }

    @Test
    void anyTextAndAnyBytesArriveAsTheyWere() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            site.publish(Publication.of("zwölf Boxkämpfer \n\t\"\\ 𝄞 \u2028 你好"));
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":"
                    + "{\"text\":\"zwölf Boxkämpfer \\n\\t\\\"\\\\ 𝄞 \u2028 你好\"}}}");
            site.publish(Publication.of(""));
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"\"}}}");
            site.publish(Publication.of(Payload.binary(new byte[] {0, -1, 127, -128})));
            alice.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"binary\":\"AP9/gA==\"}}}");
        }
    }
}
