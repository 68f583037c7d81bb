package dev.realmhub.nats;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.FencedException;
import dev.realmhub.Outcome;
import dev.realmhub.Ownership;
import dev.realmhub.Publication;
import dev.realmhub.RealmKind;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** A backend in a process of its own, so that it can be killed: writes each command into its realm's stream. */
final class LedgerBackend {
    static final RealmKind GAME = RealmKind.kept("game", 1_000_000, Duration.ofHours(1));

    private LedgerBackend() {}

    /** What a command left in the stream. */
    record Line(String backend, long epoch, long at, boolean late, String text) {
        static Line of(Publication event) {
            String[] parts = event.common().orElseThrow().text().split(" ", 5);
            return new Line(
                    parts[0],
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Boolean.parseBoolean(parts[3]),
                    parts[4]);
        }

        @Override
        public String toString() {
            return String.join(" ", backend, Long.toString(epoch), Long.toString(at), Boolean.toString(late), text);
        }
    }

    /** Arguments: the server, a name. */
    public static void main(String[] args) throws Exception {
        Broker broker = NatsBroker.builder(args[0]).kind(GAME).connect();
        Backend backend = Backend.builder(broker)
                .own("game", ownership -> (command, reply) -> write(args[1], ownership, command, reply))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            backend.drain(Duration.ofSeconds(20)).toCompletableFuture().join();
            broker.close();
        }));
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void write(String name, Ownership ownership, Command command, Backend.Reply reply) {
        long now = System.currentTimeMillis();
        boolean late = now > command.deadline().toEpochMilli();
        Line line =
                new Line(name, ownership.epoch(), now, late, command.payload().text());
        ownership.append(Publication.of(line.toString())).whenComplete((position, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (position != null) {
                reply.ok();
            } else if (cause instanceof FencedException fenced && isCertain(fenced)) {
                reply.with(new Outcome.Unavailable());
            } else {
                reply.with(new Outcome.Unknown());
            }
        });
    }

    /** A write that was refused was not done; of one whose acknowledgement stayed out nobody knows. */
    private static boolean isCertain(FencedException fenced) {
        return !(fenced.getCause() instanceof dev.realmhub.BrokerException broken)
                || broken.fault() != dev.realmhub.BrokerException.Fault.FAILED;
    }
}
