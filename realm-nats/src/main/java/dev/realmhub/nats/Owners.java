package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Leases;
import dev.realmhub.Outcome;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Owned realms over NATS: commands to owners, questions who that is, leases.
 *
 * <p>Thread-safe.
 */
final class Owners {
    /** How long a question is remembered at least; hubs give up sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Link link;
    private final Replies replies;
    private final Services services;
    private final OwnerSubjects subjects;
    private final int replicas;

    // Guarded by this.
    private @Nullable NatsLeases leases;

    Owners(Link link, Replies replies, Services services, Subjects subjects, int replicas) {
        this.link = link;
        this.replies = replies;
        this.services = services;
        this.subjects = subjects.ofOwners();
        this.replicas = replicas;
    }

    @SuppressWarnings("unchecked") // each request's R is its answer's
    <R> CompletionStage<R> ask(Broker.Request<R> request) {
        try {
            return (CompletionStage<R>)
                    (request instanceof Broker.Claim claim ? claim(claim) : run((Broker.ToOwner) request));
        } catch (BrokerException notSent) {
            return CompletableFuture.failedStage(notSent);
        }
    }

    private CompletionStage<Leases.Lease> claim(Broker.Claim claim) {
        String subject = subjects.claims(claim.realm().kind());
        return replies.ask(subject, null, OwnerWire.encode(claim), PATIENCE, OwnerWire::lease);
    }

    private CompletionStage<Outcome> run(Broker.ToOwner command) {
        String subject = subjects.commandsTo(command.command().realm());
        Headers headers = CommandWire.headers(command.command());
        Duration left = Duration.between(Instant.now(), command.command().deadline());
        Duration patience = left.compareTo(PATIENCE) > 0 ? left : PATIENCE;
        return replies.ask(subject, headers, OwnerWire.encode(command), patience, CommandWire::outcome);
    }

    Broker.Subscription subscribe(Broker.Subscriber subscriber) {
        if (subscriber instanceof Broker.Claims service) {
            return services.serve(subjects.claims(service.kind()), reader(service));
        }
        Broker.Owner service = (Broker.Owner) subscriber;
        List<String> where = List.of(subjects.commandsTo(service.realm()));
        return link.listen(Link.Way.REQUESTS, where, null, reader(service));
    }

    private Listening.Reader reader(Broker.Claims service) {
        return message -> {
            String replyTo = replyTo(message);
            Broker.Claim claim = OwnerWire.claim(message.getData());
            if (!claim.realm().kind().equals(service.kind())) {
                throw new IllegalArgumentException("a claim of another kind than its subject's");
            }
            return () -> services.answer(replyTo, () -> service.answer().apply(claim), OwnerWire::encode);
        };
    }

    private Listening.Reader reader(Broker.Owner service) {
        return message -> {
            String replyTo = replyTo(message);
            Broker.ToOwner command = OwnerWire.command(message.getData(), message.getHeaders());
            if (!command.command().realm().equals(service.realm())) {
                throw new IllegalArgumentException("a command for another realm than its subject's");
            }
            return () -> services.answer(replyTo, () -> service.answer().apply(command), CommandWire::encode);
        };
    }

    private String replyTo(Message message) {
        String replyTo = services.replyTo(message);
        if (replyTo == null) {
            throw new IllegalArgumentException("a question without a reply subject");
        }
        return replyTo;
    }

    synchronized Leases leases() {
        if (leases == null) {
            leases = NatsLeases.on(link, new StreamApi(replies, subjects.stream()), subjects, replicas);
        }
        return leases;
    }
}
