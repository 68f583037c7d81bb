package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Navigate;
import dev.realmhub.ClientProtocol.Navigated;
import dev.realmhub.ClientProtocol.NotNavigated;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients asked for, what ran, and what they were told of it. */
final class CommandBook {
    private final Map<String, Integer> runs = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private CommandBook() {}

    static List<String> violations(List<Account> accounts, List<History.Execution> executions) {
        CommandBook book = new CommandBook();
        executions.forEach(book::run);
        accounts.forEach(book::read);
        book.runs.keySet().forEach(command -> book.violations.add("command " + command + " ran, and nobody sent it"));
        return book.violations;
    }

    private void run(History.Execution execution) {
        runs.merge(execution.command(), 1, Integer::sum);
        if (execution.late()) {
            violations.add("command " + execution.command() + " ran after its deadline");
        }
    }

    private void read(Account account) {
        Map<Long, List<Outcome>> outcomes = new HashMap<>();
        Map<Long, Integer> arrivals = new HashMap<>();
        for (Account.Entry entry : account.entries()) {
            if (entry.word() instanceof Answer answer) {
                outcomes.computeIfAbsent(answer.id(), id -> new ArrayList<>()).add(answer.outcome());
            } else if (entry.word() instanceof Navigated done && done.id() != 0) {
                arrivals.merge(done.id(), 1, Integer::sum);
            } else if (entry.word() instanceof NotNavigated not && not.id() != 0) {
                arrivals.merge(not.id(), 1, Integer::sum);
            }
        }
        for (Account.Entry entry : account.entries()) {
            if (entry.word() instanceof Send send) {
                judge(account, send, outcomes.getOrDefault(send.id(), List.of()));
            } else if (entry.word() instanceof Navigate asked && asked.id() != 0) {
                judge(account, asked, arrivals.getOrDefault(asked.id(), 0));
            }
        }
    }

    private void judge(Account account, Send send, List<Outcome> outcomes) {
        String command = History.command(account, send.id());
        Integer ran = runs.remove(command);
        int times = ran == null ? 0 : ran;
        check(times <= 1, account, command + " ran " + times + " times");
        check(outcomes.size() <= 1, account, command + " has several outcomes: " + outcomes);
        check(send.id() == 0 || !account.isOpen() || !outcomes.isEmpty(), account, command + " has no outcome");
        for (Outcome outcome : outcomes) {
            check(!(outcome instanceof Outcome.Ok) || times > 0, account, command + " is ok, and never ran");
            check(
                    !(outcome instanceof Outcome.Unavailable) || times == 0,
                    account,
                    command + " is unavailable, and ran");
        }
    }

    private void judge(Account account, Navigate asked, int times) {
        String what = "navigation " + asked.id() + " to " + asked.path();
        check(times <= 1, account, what + " ended " + times + " times");
        check(!account.isOpen() || times == 1, account, what + " never ended");
    }

    private void check(boolean fine, Account account, String otherwise) {
        if (!fine) {
            violations.add(account + ": " + otherwise);
        }
    }
}
