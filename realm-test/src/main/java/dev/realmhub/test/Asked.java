package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.Handshake;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Requests and services for the rules. */
final class Asked {
    static final Address.OfClient CLIENT = new Address.OfClient("node-1", "client-1");

    /** What W3C gives as an example. */
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private Asked() {}

    static Command command(String type, String text) {
        return command(type, Payload.text(text), true);
    }

    static Command command(String type, Payload payload, boolean answered) {
        return new Command(type, payload, User.of("alice"), CLIENT, Optional.empty(), inAMinute(), answered);
    }

    static Instant inAMinute() {
        return Instant.ofEpochMilli(System.currentTimeMillis() + 60_123);
    }

    static ResolveRequest resolve(String target) {
        return ResolveRequest.of(Handshake.of("/"), target, User.of("alice"), CLIENT);
    }

    /** Serves commands of a type at once. */
    static Broker.Subscription serve(Broker broker, String type, Function<Command, Outcome> answer) {
        return broker.subscribe(
                new Broker.Commands(type, command -> CompletableFuture.completedStage(answer.apply(command))));
    }

    /** Serves commands of a type with their own payload. */
    static Broker.Subscription echo(Broker broker, String type) {
        return serve(broker, type, command -> Outcome.ok(command.payload()));
    }
}
