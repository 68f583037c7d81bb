package dev.realmhub.nats;

import io.nats.client.Message;
import io.nats.client.NUID;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Finds out which node was the last to hold somebody: who holds him no longer asks the others. Whoever holds him answers; of two
 * that ask at once the one with the lesser name is answered by the other, so that one of them is told that it was the last.
 *
 * <p>Thread-safe. Nothing waits.
 */
final class LastHolder {
    private static final Duration TO_ANSWER = Duration.ofMillis(500);

    private final Link link;
    private final Replies replies;
    private final String prefix;
    private final Predicate<String> holds;
    private final String node = NUID.nextGlobal();

    /** How many questions about each are open here. */
    private final Map<String, Integer> asking = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param prefix of the subject of a question, which ends in whom it is about; empty if nobody asks
     */
    LastHolder(Link link, Replies replies, String prefix, Predicate<String> holds) {
        this.link = link;
        this.replies = replies;
        this.prefix = prefix;
        this.holds = holds;
        if (!prefix.isEmpty()) {
            link.listen(Link.Way.REQUESTS, List.of(prefix + "*"), null, this::read);
        }
    }

    CompletionStage<Boolean> wasLastOf(String who) {
        if (prefix.isEmpty()) {
            return CompletableFuture.completedStage(true);
        }
        asking.merge(who, 1, Integer::sum);
        return replies.ask(prefix + who, null, node.getBytes(StandardCharsets.US_ASCII), TO_ANSWER)
                .handle((held, nobody) -> {
                    asking.computeIfPresent(who, (key, open) -> open == 1 ? null : open - 1);
                    return held == null;
                });
    }

    private Runnable read(Message question) {
        String replyTo = question.getReplyTo();
        if (replyTo == null) {
            throw new IllegalArgumentException("a question without a reply subject");
        }
        String who = question.getSubject().substring(prefix.length());
        String asker = new String(question.getData(), StandardCharsets.US_ASCII);
        return () -> {
            if (holds.test(who) || (asking.containsKey(who) && node.compareTo(asker) > 0)) {
                link.sendIfPossible(replyTo, question.getData());
            }
        };
    }
}
