package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.Publication;
import io.nats.client.Message;
import io.nats.client.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's bus on subjects that are not RealmHub's: for a game server that has its own and is not to be changed. What comes on them
 * goes where a {@link Reader} says, what clients say goes where a function of commands sends it.
 *
 * <pre>{@code
 * SubjectBroker bus = SubjectBroker.builder("nats://127.0.0.1:4222")
 *     .hear(List.of("game.>"), (subject, body, deliver) -> deliver.accept(audienceOf(subject), Publication.of(Payload.wrap(body))))
 *     .commands(command -> tellTheGameServer(command))
 *     .connectInBackground();
 * }</pre>
 *
 * <p>Hubs only: it answers no resolve requests and keeps no streams, orders, notes or leases, and what is published on it reaches the
 * hubs of this process alone. It connects and connects again for as long as it takes; what was said meanwhile is not said later.
 * What it sends does not come back to it. Thread-safe. Nothing waits but {@link #close}, for what is still to be sent, 1 s at most.
 */
public final class SubjectBroker implements Broker {
    /** Reads what comes on the game server's subjects, in the order in which it came. Must not block. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Says to whom a message goes, and as what.
         *
         * @param deliver to be called before the return, for each address that the message is for, or never
         * @throws IllegalArgumentException if the message is malformed: then nobody hears it, and it is counted and logged
         */
        void read(String subject, byte[] body, BiConsumer<Address, Publication> deliver);
    }

    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);
    private static final Pattern TOKEN = Pattern.compile("[^.*>\\s\\p{Cntrl}]{1,128}", Pattern.UNICODE_CHARACTER_CLASS);

    private record Delivery(Address address, Publication publication) {}

    private final Link link;
    private final Replies replies;
    private final LastHolder lastHolder;
    private final Function<Command, CompletionStage<Outcome>> commands;
    private final Incident unsent = new Incident("a message was not sent to NATS");
    private final List<Node> hubs = new CopyOnWriteArrayList<>();

    private SubjectBroker(Builder builder) {
        link = new Link(builder.more.apply(builder.options).noEcho());
        replies = new Replies(link);
        commands = builder.commands;
        lastHolder = new LastHolder(link, replies, builder.heldOn, builder.holds);
        builder.readers.forEach(
                (subjects, reader) -> link.listen(Link.Way.PUBLICATIONS, subjects, null, news -> read(reader, news)));
        link.start(new News.Listener() {
            @Override
            public void linked(boolean up) {
                hubs.forEach(hub -> hub.linked().accept(up));
            }

            @Override
            public void missed() {
                hubs.forEach(hub -> hub.missed().run());
            }
        });
    }

    /** Returns a builder of a connection to one server, {@code nats://host:port}, or to any of a cluster's. */
    public static Builder builder(String... urls) {
        return new Builder(urls);
    }

    private Runnable read(Reader reader, Message message) {
        List<Delivery> deliveries = new ArrayList<>();
        reader.read(message.getSubject(), message.getData(), (to, what) -> deliveries.add(new Delivery(to, what)));
        return () -> deliveries.forEach(delivery -> publish(delivery.address(), delivery.publication()));
    }

    /** Hands a publication to the hubs of this process: what is to be said to others is said on the game server's subjects. */
    @Override
    public void publish(Address address, Publication publication) {
        hubs.forEach(hub -> hub.deliver().accept(address, publication));
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (!(subscriber instanceof Node hub)) {
            throw new BrokerException(Fault.FAILED, "this bus is for hubs: " + subscriber, null);
        }
        hubs.add(hub);
        link.news().again(); // that it is down, if it is
        return () -> hubs.remove(hub);
    }

    @Override
    @SuppressWarnings("unchecked") // the answer to a command is an outcome
    public <R> CompletionStage<R> request(Request<R> request) {
        return request instanceof Command command
                ? (CompletionStage<R>) commands.apply(command)
                : CompletableFuture.failedStage(
                        new BrokerException(Fault.NOBODY_THERE, "this bus carries commands only: " + request, null));
    }

    /**
     * Returns whether a text from outside, an id for one, may stand in a subject as one token: 1 to 128 characters, none of
     * them a dot, a wildcard, white space or a control character. Others could end the token, or the line.
     */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Sends a message; returns whether it was sent. One that was not is counted and logged, and not sent later. */
    public boolean say(String subject, byte... body) {
        try {
            link.send(subject, null, null, body);
            return true;
        } catch (BrokerException notSent) {
            unsent.happened(String.valueOf(notSent.getMessage()));
            return false;
        }
    }

    /**
     * Asks whoever answers on a subject; the first answer counts. It may come on the broker's thread: what follows must be short.
     *
     * @return fails with a {@link BrokerException}: {@code NOBODY_THERE} at once if nobody listens there, {@code NOT_CONNECTED},
     *     or {@code FAILED} at the deadline
     */
    public CompletionStage<byte[]> ask(String subject, byte[] body, Duration deadline) {
        return replies.ask(subject, null, body, deadline).thenApply(Message::getData);
    }

    /**
     * Asks the other nodes whether one of them holds somebody, too: see {@link Builder#holds}. To be called when this one does no
     * longer. If several ask at once, one of them is told that it was the last; a node that does not answer in 0.5 s counts as
     * one that does not hold him, one that comes to hold him meanwhile may {@linkplain #nowHolds still say so}. Never fails.
     *
     * @param who one token of a subject
     */
    public CompletionStage<Boolean> wasLastOf(String who) {
        return lastHolder.wasLastOf(who);
    }

    /**
     * To be called when this node has come to hold somebody, and {@linkplain Builder#holds says so}: a node that has asked
     * in these 0.5 s whether it was the last is told that it was not.
     */
    public void nowHolds(String who) {
        lastHolder.nowHolds(who);
    }

    /** Returns how the link is now. */
    public LinkHealth health() {
        return link.health();
    }

    /** Returns those of the {@link #health}, and {@code unsent}: what {@link #say} could not send, since the start. */
    @Override
    public Map<String, Long> figures() {
        Map<String, Long> figures = new HashMap<>(link.health().figures());
        figures.put("unsent", unsent.count());
        return figures;
    }

    @Override
    public void close() {
        link.close();
    }

    /** Collects what is heard and said. Not thread-safe. */
    public static final class Builder {
        private final String servers;
        private final Options.Builder options;
        private final Map<List<String>, Reader> readers = new HashMap<>();
        private UnaryOperator<Options.Builder> more = UnaryOperator.identity();
        private String heldOn = "";
        private Predicate<String> holds = who -> false;
        private Function<Command, CompletionStage<Outcome>> commands =
                command -> CompletableFuture.completedStage(new Outcome.Unavailable());

        private Builder(String... urls) {
            servers = LinkOptions.names(urls);
            options = LinkOptions.of(urls);
        }

        /** Sets what reads the messages on some subjects; wildcards are lawful. What is heard keeps one order over all of them. */
        public Builder hear(List<String> subjects, Reader reader) {
            readers.put(List.copyOf(subjects), reader);
            return this;
        }

        /**
         * Sets what takes clients' commands: publishes them with {@link #say}, or asks with {@link #ask}. Called in each client's
         * order; must not block. Default: commands end as {@code unavailable}.
         */
        public Builder commands(Function<Command, CompletionStage<Outcome>> taker) {
            commands = taker;
            return this;
        }

        /**
         * Sets how this node answers others when they {@linkplain #wasLastOf ask} whether it holds somebody. Default: it is not asked.
         *
         * @param prefix of the subjects on which the nodes ask each other, of which the game server knows nothing
         */
        public Builder holds(String prefix, Predicate<String> who) {
            heldOn = prefix;
            holds = who;
            return this;
        }

        /** Changes jnats' own options, a login or TLS; as {@link NatsBroker.Builder#options}. */
        public Builder options(UnaryOperator<Options.Builder> change) {
            more = change;
            return this;
        }

        /** Returns a broker that connects when it can, and goes on for as long as it takes. Does not block. */
        public SubjectBroker connectInBackground() {
            log.info("connecting to NATS at {}, for as long as it takes", servers);
            return new SubjectBroker(this);
        }
    }
}
