package dev.realmhub.benchmarks.bus;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The figures that need a bus. Each prints a table in Markdown. */
@Command(
        name = "benchmarks/bus",
        description =
                "What streams, interest, coming back, presence, draining, revoking and owned games cost on a real nats-server of its own.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StreamCost.class,
            InterestCost.class,
            ComebackCost.class,
            PresenceCost.class,
            DrainCost.class,
            RevokeCost.class,
            OwnedCost.class,
            OwnedBackend.class,
            Traffic.class
        })
public final class BusFigures {
    private BusFigures() {}

    /** Runs a figure. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BusFigures()).execute(arguments));
    }
}
