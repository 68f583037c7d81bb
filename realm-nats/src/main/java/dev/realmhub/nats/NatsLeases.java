package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Leases;
import dev.realmhub.Realm;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leases in a small stream. Each is a message on a subject of its own, named by the realm and the epoch of the lease before:
 * the server takes only the first message of a subject, so each lease has one successor, on every nats-server since 2.9.0 and
 * with replicas, too (to expect a later sequence is safe since 2.9.21 only). A realm that was let go has a lease without a
 * holder. The epoch is the message's sequence, counted from the stream's creation in milliseconds: so it grows even if the
 * stream is deleted and made again.
 *
 * <p>Thread-safe.
 */
final class NatsLeases implements Leases {
    /** A lease that nobody followed for so long is forgotten; its realm can be acquired anew. */
    private static final Duration AGE = Duration.ofHours(24);

    private static final String OLDEST_SERVER = "2.9.0";
    private static final int ATTEMPTS = 5;

    /** How soon to write again where nobody took it: a stream that another backend just makes is listed before it listens. */
    private static final Duration NOT_YET = Duration.ofMillis(50);

    /** For a second, then. */
    private static final int WRITES = 20;

    private final Link link;
    private final StreamApi api;
    private final OwnerSubjects subjects;
    private final int replicas;
    private final LeaseBook book = new LeaseBook();
    private final Holders holders = new Holders();
    private final AtomicReference<@Nullable CompletableFuture<Long>> base = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Long>> reading = new AtomicReference<>();

    private NatsLeases(Link link, StreamApi api, OwnerSubjects subjects, int replicas) {
        this.link = link;
        this.api = api;
        this.subjects = subjects;
        this.replicas = replicas;
    }

    /** Returns leases that hear which holders live. Waits for a round trip. */
    static NatsLeases on(Link link, StreamApi api, OwnerSubjects subjects, int replicas) {
        NatsLeases leases = new NatsLeases(link, api, subjects, replicas);
        link.listen(Link.Way.REPLIES, List.of(subjects.holders()), null, message -> {
            String subject = message.getSubject();
            String holder = subject.substring(subject.lastIndexOf('.') + 1);
            return () -> leases.holders.heard(holder, System.nanoTime());
        });
        return leases;
    }

    @Override
    public CompletionStage<Answer> acquire(Realm realm, String holder, long suspect) {
        return ofBus(base().thenCompose(created -> acquire(realm, holder, suspect, created, ATTEMPTS)));
    }

    private CompletionStage<Answer> acquire(Realm realm, String holder, long suspect, long created, int attempts) {
        Optional<LeaseBook.Entry> known = book.of(realm);
        if (known.isPresent() && known.get().isHeld() && known.get().epoch() > suspect) {
            return CompletableFuture.completedStage(new Answer(known.get().lease(), false));
        }
        return follow(realm, known.map(LeaseBook.Entry::epoch).orElse(0L), holder, created)
                .thenCompose(written -> {
                    if (written.isPresent()) {
                        return CompletableFuture.completedStage(
                                new Answer(written.get().lease(), true));
                    }
                    return attempts > 1
                            ? read().thenCompose(all -> acquire(realm, holder, suspect, created, attempts - 1))
                            : CompletableFuture.failedStage(failed("the leases of " + realm + " change all the time"));
                });
    }

    /** Writes the lease after an epoch; empty if there is one already. */
    private CompletionStage<Optional<LeaseBook.Entry>> follow(Realm realm, long after, String holder, long created) {
        byte[] body = holder.getBytes(StandardCharsets.US_ASCII);
        return write(subjects.lease(realm, after), body, WRITES).thenApply(ack -> {
            if (ack.stale()) {
                return Optional.empty();
            }
            LeaseBook.Entry entry = new LeaseBook.Entry(realm, holder, created + ack.sequence(), Instant.now());
            book.wrote(entry);
            return Optional.of(entry);
        });
    }

    private CompletionStage<StreamApi.Ack> write(String subject, byte[] body, int attempts) {
        return api.append(subject, body, 0L).exceptionallyCompose(failure -> {
            if (attempts == 1 || !isNobodyThere(failure)) {
                return CompletableFuture.failedStage(failure);
            }
            Executor later = CompletableFuture.delayedExecutor(NOT_YET.toMillis(), TimeUnit.MILLISECONDS);
            return CompletableFuture.completedStage(subject)
                    .thenComposeAsync(same -> write(same, body, attempts - 1), later);
        });
    }

    private static boolean isNobodyThere(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof BrokerException known && known.fault() == Fault.NOBODY_THERE;
    }

    @Override
    public CompletionStage<?> release(Lease lease) {
        return ofBus(base().thenCompose(created -> follow(lease.realm(), lease.epoch(), "", created)));
    }

    @Override
    public CompletionStage<List<Lease>> renew(String holder) {
        link.sendIfPossible(subjects.holder(holder), new byte[] {1});
        book.forgetBefore(Instant.now().minus(AGE));
        return ofBus(base().thenCompose(created -> read())
                .thenApply(all -> book.heldBy(holders.silent(book.holders(), holder, System.nanoTime()))));
    }

    /** Reads what was written since; all who call meanwhile share one reading. */
    private CompletionStage<Long> read() {
        return shared(reading, () -> base().thenCompose(this::readOn));
    }

    private CompletionStage<Long> readOn(long created) {
        return api.next(subjects.leases(), book.read() + 1)
                .thenCompose(next ->
                        next.isEmpty() ? CompletableFuture.completedStage(book.read()) : noted(next.get(), created));
    }

    private CompletionStage<Long> noted(MessageInfo message, long created) {
        book.read(message.getSeq(), entry(message, created));
        return readOn(created);
    }

    private LeaseBook.@Nullable Entry entry(MessageInfo message, long created) {
        try {
            byte[] body = message.getData();
            String holder = body == null ? "" : new String(body, StandardCharsets.US_ASCII);
            Instant written = message.getTime().toInstant();
            return new LeaseBook.Entry(
                    subjects.leased(String.valueOf(message.getSubject())), holder, created + message.getSeq(), written);
        } catch (IllegalArgumentException notOurs) {
            link.malformed().happened("a lease: " + notOurs.getMessage());
            return null;
        }
    }

    /** Completes with what the epochs of the stream begin with, and makes the stream if there is none. */
    private CompletionStage<Long> base() {
        CompletableFuture<Long> known = base.get();
        if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
            return known;
        }
        return shared(base, this::made);
    }

    private CompletionStage<Long> made() {
        if (link.isServerOlderThan(OLDEST_SERVER)) {
            return CompletableFuture.failedStage(failed("owned realms need a nats-server of " + OLDEST_SERVER
                    + " or later, and this one is " + link.serverVersion()));
        }
        return api.info(null)
                .thenCompose(info -> info.getApiErrorCode() == StreamApi.NO_STREAM
                        ? api.create(settings())
                        : CompletableFuture.completedStage(info))
                .thenApply(NatsLeases::epochsOf);
    }

    private static long epochsOf(StreamInfo info) {
        if (info.hasError() || info.getCreateTime() == null) {
            throw failed("the stream of leases could not be had: " + info.getError());
        }
        return info.getCreateTime().toInstant().toEpochMilli();
    }

    private StreamConfiguration settings() {
        return StreamConfiguration.builder()
                .name(subjects.stream())
                .description("RealmHub: who owns which realm")
                .subjects(subjects.leases())
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .maxAge(AGE)
                .replicas(replicas)
                .denyDelete(true)
                .denyPurge(true)
                .build();
    }

    /** What is kept of the stream when it fails may be of one that is gone: it is looked at anew. */
    private <T> CompletionStage<T> ofBus(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof BrokerException known && known.fault() == Fault.NOT_CONNECTED) {
                return CompletableFuture.failedStage(known);
            }
            base.set(null);
            book.clear();
            return CompletableFuture.failedStage(
                    new BrokerException(Fault.FAILED, "leases need JetStream: " + cause.getMessage(), cause));
        });
    }

    private interface Step<T> {
        CompletionStage<T> begin();
    }

    private static <T> CompletionStage<T> shared(
            AtomicReference<@Nullable CompletableFuture<T>> running, Step<T> step) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> other = running.get();
        if (other != null && !other.isDone()) {
            return other;
        }
        if (!running.compareAndSet(other, mine)) {
            return shared(running, step);
        }
        begun(step).whenComplete((value, failure) -> {
            if (failure == null) {
                mine.complete(value);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private static <T> CompletionStage<T> begun(Step<T> step) {
        try {
            return step.begin();
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private static BrokerException failed(String why) {
        return new BrokerException(Fault.FAILED, why, null);
    }
}
