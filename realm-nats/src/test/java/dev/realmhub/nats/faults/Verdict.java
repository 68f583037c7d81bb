package dev.realmhub.nats.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the witnesses' accounts come to: one row of the table. */
final class Verdict {
    static final String HEAD = """
            | fault | times | events × clients, plain / stream | lost, plain | overtaken, plain | lost, stream | \
            lost unmarked | duplicated | stored twice by the server | late-executed | blind s, plain, p50 / p99 | blind s, stream, p50 / p99 | \
            told after s, p50 / p99 |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final double NANOS = 1e9;

    private final List<Double> blindPlain = new ArrayList<>();
    private final List<Double> blindKept = new ArrayList<>();
    private final List<Double> told = new ArrayList<>();
    private int times;
    private long plainEvents;
    private long keptEvents;
    private long lostPlain;
    private long overtaken;
    private long lostKept;
    private long unmarked;
    private long duplicatedPlain;
    private long duplicatedKept;
    private long runTwice;

    /** By the server: one event, acknowledged once at most, at two places of the stream. */
    private long storedTwice;

    private long late;
    private long unanswered;

    /** Takes one fault into account: for how long these clients heard nothing, and when they were told. */
    void time(List<Witness> witnesses, long began) {
        times++;
        for (Witness witness : witnesses) {
            blindPlain.add(silence(witness.of(Stage.PLAIN), began) / NANOS);
            blindKept.add(silence(witness.of(Stage.KEPT), began) / NANOS);
            long degraded = witness.degradedAfter(began);
            if (degraded != 0) {
                told.add((degraded - began) / NANOS);
            }
        }
    }

    /** The longest time without an event since the last one before the fault. */
    private static long silence(Witness.Account account, long began) {
        long longest = 0;
        long before = 0;
        for (Witness.Heard event : account.events) {
            if (event.nanos() > began && before != 0) {
                longest = Math.max(longest, event.nanos() - before);
            }
            before = event.nanos();
        }
        return longest;
    }

    /** Goes through all that was said, heard and done. */
    void count(Stage stage) {
        // Marks come after the fact.
        Until.holdsWithin(Duration.ofSeconds(12), () -> unmarkedPlain(stage) == 0);
        for (Witness witness : stage.all()) {
            countPlain(stage.speaker().published(), witness.of(Stage.PLAIN));
            countKept(stage.speaker().acknowledged(), witness.of(Stage.KEPT), stage.speaker());
            countCommands(stage, witness);
        }
        unmarked += unmarkedPlain(stage);
        late += stage.late();
    }

    private static long unmarkedPlain(Stage stage) {
        return stage.all().stream()
                .mapToLong(witness -> unmarked(stage.speaker().published(), witness.of(Stage.PLAIN)))
                .sum();
    }

    /** Lost since the first that was heard, and with no word of it since it was published. */
    private static long unmarked(Map<Long, Long> published, Witness.Account account) {
        Set<Long> heard = numbers(account);
        long first = account.events.get(0).number();
        long lastMark =
                account.resyncs.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
        return published.entrySet().stream()
                .filter(event -> event.getKey() > first && !heard.contains(event.getKey()))
                .filter(event -> event.getValue() > lastMark)
                .count();
    }

    private static Set<Long> numbers(Witness.Account account) {
        Set<Long> numbers = new HashSet<>();
        account.events.forEach(event -> numbers.add(event.number()));
        return numbers;
    }

    private void countPlain(Map<Long, Long> published, Witness.Account account) {
        Set<Long> heard = numbers(account);
        long first = account.events.get(0).number();
        plainEvents += published.size();
        lostPlain += published.keySet().stream()
                .filter(number -> number > first && !heard.contains(number))
                .count();
        duplicatedPlain += account.events.size() - heard.size();
        overtaken += inversions(account);
    }

    /** What a publisher had on its way through a server that froze comes when that goes on, after what it has said since. */
    private static long inversions(Witness.Account account) {
        long backwards = 0;
        for (int i = 1; i < account.events.size(); i++) {
            if (account.events.get(i).number() < account.events.get(i - 1).number()) {
                backwards++;
            }
        }
        return backwards;
    }

    private void countKept(Map<Long, Long> acknowledged, Witness.Account account, Speaker speaker) {
        Set<Long> heard = numbers(account);
        long lastMark =
                account.resyncs.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
        keptEvents += acknowledged.size();
        for (Map.Entry<Long, Long> event : acknowledged.entrySet()) {
            if (event.getValue() > account.liveFrom && !heard.contains(event.getKey())) {
                lostKept++;
                unmarked += speaker.published().getOrDefault(event.getKey(), Long.MAX_VALUE) > lastMark ? 1 : 0;
            }
        }
        storedTwice += account.events.size() - heard.size();
        for (int i = 1; i < account.events.size(); i++) {
            duplicatedKept += account.events.get(i).sequence()
                            <= account.events.get(i - 1).sequence()
                    ? 1
                    : 0;
        }
    }

    private void countCommands(Stage stage, Witness witness) {
        for (long id = 1; id <= witness.asked(); id++) {
            List<String> outcomes = witness.answers(id);
            int runs = stage.runs(witness, id);
            unanswered += outcomes.size() == 1 ? 0 : 1;
            runTwice += Math.max(0, runs - 1);
            late += runs > 0 && outcomes.contains("Unavailable") ? 1 : 0;
        }
    }

    long lostKept() {
        return lostKept;
    }

    /** Returns what must be 0 whatever happens. */
    List<Long> broken() {
        return List.of(unmarked, duplicatedPlain + duplicatedKept + runTwice, late, unanswered);
    }

    String details() {
        return "duplicated: " + duplicatedPlain + " plain, " + duplicatedKept + " of a stream, " + runTwice
                + " commands; stored twice: " + storedTwice;
    }

    String row(String fault) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d / %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s | %s | %s |%n",
                fault,
                times,
                plainEvents,
                keptEvents,
                lostPlain,
                overtaken,
                lostKept,
                unmarked,
                duplicatedPlain + duplicatedKept + runTwice,
                storedTwice,
                late,
                both(blindPlain),
                both(blindKept),
                both(told));
    }

    private static String both(List<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.2f / %.2f", at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.floor(quantile * sorted.size()))));
    }
}
