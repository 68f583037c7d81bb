package dev.realmhub.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program {@code realm}: a client of any hub, and a look at the bus behind it. {@code docs/cli.md} is its manual.
 *
 * <p>Not thread-safe: one for each process.
 */
@Command(
        name = "realm",
        description = "Talks to a RealmHub hub as a client, and to the bus behind it as an operator.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 the answer was no, 2 wrong command line, 3 no connection, 4 nobody there, 5 no answer in time.",
            "",
            "`realm COMMAND --help` has examples."
        })
public final class RealmCli {
    private RealmCli() {}

    /** Runs it and ends the process, with an exit code that tells a script what became of it. */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** Runs it; returns the exit code. */
    static int run(Terminal terminal, String... args) {
        CommandLine realm = new CommandLine(new RealmCli())
                .addSubcommand(new ConnectCommand(terminal))
                .addSubcommand(new WatchCommand(terminal))
                .addSubcommand(new SendCommand(terminal))
                .addSubcommand(new WhoCommand(terminal))
                .addSubcommand(new PublishCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal));
        realm.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        realm.setExpandAtFiles(false) // a payload may begin with @
                .setUsageHelpWidth(120)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, failure));
        return realm.execute(args);
    }

    private static int failed(Terminal terminal, Exception failure) throws Exception {
        if (!(failure instanceof Failed known)) {
            throw failure;
        }
        if (known.exit() != Exit.OK) {
            terminal.err().println("realm: " + Plain.text(String.valueOf(known.getMessage())));
            terminal.err().flush();
        }
        return known.exit().code();
    }
}
