package dev.realmhub.test;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a seed that fails is good for: its violations, with as few faults as it takes, and how to see them again. */
final class Verdict {
    private static final int LAST_WORDS = 40;

    private Verdict() {}

    static String of(long seed) {
        Simulation smallest = smallest(seed);
        History history = smallest.run();
        List<String> violations = history.check();
        return "seed " + seed + " fails; -Dseed=" + seed + " runs it again. With no faults but " + smallest.faults()
                + ":\n  " + String.join("\n  ", violations) + "\n" + lastWords(history, violations.get(0));
    }

    /** Leaves out one fault after the other, as long as something is wrong. */
    private static Simulation smallest(long seed) {
        Set<Fault> without = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            Set<Fault> more = EnumSet.copyOf(without);
            more.add(fault);
            if (!with(seed, more).run().check().isEmpty()) {
                without = more;
            }
        }
        return with(seed, without);
    }

    private static Simulation with(long seed, Set<Fault> without) {
        return Simulation.of(seed).without(without.toArray(Fault[]::new));
    }

    /** What the client was told of whom the violation is. */
    private static String lastWords(History history, String violation) {
        return history.accounts().stream()
                .filter(account -> violation.startsWith(account.toString()))
                .flatMap(account -> account.lines().stream())
                .collect(Collectors.collectingAndThen(Collectors.toList(), Verdict::last));
    }

    private static String last(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    /** Returns all that anybody said and heard in a run. */
    static String story(long seed) {
        return Simulation.of(seed).run().accounts().stream()
                .map(account -> account + "\n" + String.join("\n", account.lines()))
                .collect(Collectors.joining("\n"));
    }
}
