package dev.realmhub.nats;

import io.nats.client.Message;
import io.nats.client.NUID;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Finds out which node was the last to hold somebody: who holds him no longer asks the others. Whoever holds him answers; of two
 * that ask at once the one with the lesser name is answered by the other, so that one of them is told that it was the last. Who
 * comes to hold him while somebody waits for an answer gives it then.
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

    /** What others have asked about each, and wait to be told. */
    private final Map<String, Set<Message>> unanswered = new ConcurrentHashMap<>();

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
        unanswered.getOrDefault(who, Set.of()).forEach(this::answerLesser);
        return replies.ask(prefix + who, null, node.getBytes(StandardCharsets.US_ASCII), TO_ANSWER)
                .handle((held, nobody) -> {
                    asking.computeIfPresent(who, (key, open) -> open == 1 ? null : open - 1);
                    return held == null;
                });
    }

    private Runnable read(Message question) {
        if (question.getReplyTo() == null) {
            throw new IllegalArgumentException("a question without a reply subject");
        }
        String who = question.getSubject().substring(prefix.length());
        return () -> hear(who, question);
    }

    /**
     * The question is kept first: whoever comes, or asks, from now on answers it. Who asks himself is looked at last: whoever holds
     * him no longer asks already.
     */
    private void hear(String who, Message question) {
        keep(who, question);
        if (holds.test(who)) {
            nowHolds(who);
        } else if (asking.containsKey(who)) {
            answerLesser(question);
        }
    }

    private void keep(String who, Message question) {
        unanswered.compute(who, (key, open) -> {
            Set<Message> questions = open == null ? ConcurrentHashMap.newKeySet() : open;
            questions.add(question);
            return questions;
        });
        CompletableFuture.delayedExecutor(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> forget(who, question));
    }

    private void forget(String who, Message question) {
        unanswered.computeIfPresent(who, (key, open) -> open.remove(question) && open.isEmpty() ? null : open);
    }

    /** Tells those who wait that they were not the last. */
    void nowHolds(String who) {
        Set<Message> open = unanswered.remove(who);
        if (open != null) {
            open.forEach(this::answer);
        }
    }

    /** Of those who ask at once the least is the last. */
    private void answerLesser(Message question) {
        if (node.compareTo(new String(question.getData(), StandardCharsets.US_ASCII)) > 0) {
            answer(question);
        }
    }

    private void answer(Message question) {
        link.sendIfPossible(question.getReplyTo(), question.getData());
    }
}
