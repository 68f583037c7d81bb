package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.RealmKind;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.ServerMessage;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client comes back by another hub of the cluster: two containers on one bus, with one key. */
@EachWayIn
class ResumeTest {
    private static final byte[] KEY = new byte[32];
    private static final String ALICE = "?user=alice&path=/game/a";

    private final WayIn way;
    private final Broker broker = Broker.local(RealmKind.kept("game", 100, Duration.ofMinutes(1)));
    private Site one;
    private Site other;

    ResumeTest(WayIn way) {
        this.way = way;
    }

    @BeforeEach
    void open() {
        one = Site.plan(way).on(broker).hub(hub -> hub.resumeKey(KEY)).open();
        other = Site.plan(way).on(broker).hub(hub -> hub.resumeKey(KEY)).open();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    /** Of a line that says it. */
    private static String found(String field, String line) {
        Matcher matcher = Pattern.compile("\"" + field + "\":\"?([^\",}]+)").matcher(line);
        assertThat(matcher.find()).as("%s in %s", field, line).isTrue();
        return matcher.group(1);
    }

    private static String event(String text, long sequence) {
        return "{\"event\":{\"realm\":\"game:a\",\"sequence\":%d,\"payload\":{\"text\":\"%s\"}}}"
                .formatted(sequence, text);
    }

    private static String resume(String ticket, String position) {
        return "{\"resume\":{\"ticket\":\"%s\",\"positions\":{\"game:a\":\"%s\"}}}".formatted(ticket, position);
    }

    /** What a client was told before its connection broke. */
    private record Known(String ticket, String epoch, long sequence) {
        String position() {
            return epoch + ":" + sequence;
        }
    }

    /** Alice is on one hub, hears an event and breaks off; then there are two more. */
    private Known aliceMissesTwo() {
        JsonPeer alice = one.json(ALICE);
        String ticket = found("ticket", alice.next());
        alice.expect("{\"joined\":{\"realm\":\"game:a\",\"role\":\"player\"}}");
        String position = found("position", alice.next());
        one.publish(Publication.of("heard"));
        long sequence = Long.parseLong(found("sequence", alice.next()));
        alice.socket().reset();
        one.publish(Publication.of("for all").viewOfUser("alice", Payload.text("for alice")));
        other.publish(Publication.of("from elsewhere"));
        return new Known(ticket, position.substring(0, position.indexOf(':')), sequence);
    }

    @Test
    void whatItMissedComesOnceInItsOwnViewAndThenTheRest() {
        Known known = aliceMissesTwo();
        JsonPeer alice = other.json(ALICE + "&resume=1");
        alice.say(resume(known.ticket(), known.position()));
        assertThat(alice.next()).startsWith("{\"welcome\":");
        alice.expect("{\"joined\":{\"realm\":\"game:a\",\"role\":\"player\"}}");
        alice.expect("{\"live\":{\"realm\":\"game:a\",\"position\":\"" + known.position() + "\",\"resumed\":true}}");
        alice.expect(event("for alice", known.sequence() + 1));
        alice.expect(event("from elsewhere", known.sequence() + 2));
        one.publish(Publication.of("after"));
        alice.expect(event("after", known.sequence() + 3));
    }

    @Test
    void theSameInProtobuf() {
        Known known = aliceMissesTwo();
        ProtobufPeer alice = other.protobuf(ALICE + "&resume=1");
        ClientMessage.Builder resume = ClientMessage.newBuilder();
        resume.getResumeBuilder().setTicket(known.ticket()).putPositions("game:a", known.position());
        alice.say(resume.build());
        alice.settled();
        assertThat(alice.next().getLive().getResumed()).isTrue();
        for (String text : new String[] {"for alice", "from elsewhere"}) {
            ServerMessage event = alice.next();
            assertThat(event.getEvent().getPayload().getText()).isEqualTo(text);
        }
    }

    @Test
    void theTicketOfSomebodyElseProvesNothing() {
        Known known = aliceMissesTwo();
        JsonPeer mallory = other.json("?user=mallory&path=/game/a&resume=1");
        mallory.say(resume(known.ticket(), known.position()));
        assertThat(mallory.next()).startsWith("{\"welcome\":");
        mallory.expect("{\"joined\":{\"realm\":\"game:a\",\"role\":\"player\"}}");
        mallory.expect("{\"resync\":{\"realm\":\"game:a\"}}");
        mallory.expect("{\"live\":{\"realm\":\"game:a\",\"position\":\"" + known.epoch() + ":" + (known.sequence() + 2)
                + "\",\"resumed\":false}}");
        one.publish(Publication.of("after"));
        mallory.expect(event("after", known.sequence() + 3));
    }

    @Test
    void whoSaysThatHeComesBackButSaysSomethingElseFirstBeginsAnew() {
        aliceMissesTwo();
        JsonPeer alice = other.json(ALICE + "&resume=1");
        alice.say("{\"ping\":{\"sentMs\":7}}");
        alice.settled();
        assertThat(new String[] {alice.next(), alice.next()})
                .anyMatch(line -> line.contains("\"resumed\":false"))
                .contains("{\"pong\":{\"sentMs\":7}}");
    }
}
