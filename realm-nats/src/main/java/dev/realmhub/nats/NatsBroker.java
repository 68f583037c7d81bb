package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.EventLog;
import dev.realmhub.Leases;
import dev.realmhub.Note;
import dev.realmhub.Order;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Secret;
import io.nats.client.NUID;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The bus over NATS. Hubs and backends on brokers with one prefix, in whatever processes, hear each other.
 *
 * <pre>{@code
 * Broker broker = NatsBroker.connect("nats://127.0.0.1:4222");
 * }</pre>
 *
 * <p>Once connected it connects again for as long as it takes; what listens goes on listening, and what was sent to it
 * meanwhile is lost. {@link #publish}, {@link #order} and {@link #request} never wait: while there is no connection, and when the server
 * does not take what is sent, they refuse with {@code NOT_CONNECTED}. {@link #subscribe} and the end of a subscription
 * wait for one round trip, 2 s at most; {@link #close}, for what is still to be sent, 1 s at most. Thread-safe.
 */
public final class NatsBroker implements Broker {
    private final Subjects subjects;
    private final Link link;
    private final Asking asking;
    private final Services services;
    private final Beats beats;
    private final Nodes nodes;
    private final Owners owners;
    private final Pulse pulse;

    private NatsBroker(Builder builder, Options.Builder options) {
        BusPlan plan = builder.plan;
        subjects = plan.subjects;
        link = new Link(options);
        Replies replies = new Replies(link);
        asking = new Asking(link, replies, subjects);
        services = new Services(link, subjects, plan.queueGroup);
        String id = NUID.nextGlobal();
        beats = new Beats(link, subjects.beatsOf(id));
        StreamApi api = new StreamApi(replies, subjects.stream());
        nodes = new Nodes(link, subjects, plan.interests(), beats, api, plan.stream());
        owners = new Owners(link, replies, services, subjects, plan.replicas);
        pulse = new Pulse(link, subjects.canary(id), beats, nodes);
        pulse.start();
        link.start(nodes);
    }

    /**
     * Connects with the default settings; see {@link Builder#connect()}.
     *
     * @param urls one server or several of a cluster, {@code nats://host:port}
     */
    public static NatsBroker connect(String... urls) {
        return builder(urls).connect();
    }

    /** Returns a builder of a connection to one server, or to any of a cluster's. */
    public static Builder builder(String... urls) {
        Libraries.check();
        return new Builder(urls);
    }

    @Override
    public void publish(Address address, Publication publication) {
        byte[] body = PublicationWire.encode(publication);
        if (body.length > 0) { // else nobody may see anything of it
            beats.spoke(); // first: what is lost with a connection must leave a beat out
            link.send(subjects.of(address), null, Traces.add(subjects.headersOf(address), publication.trace()), body);
        }
    }

    @Override
    public void order(Address address, Order order) {
        String subject = address instanceof Address.Everyone ? subjects.orders() : subjects.of(address);
        link.send(subject, null, new Headers().put(OrderWire.ORDER, "1"), OrderWire.encode(order));
    }

    @Override
    public void note(Note note) {
        nodes.notes().send(note);
    }

    @Override
    public <R> CompletionStage<R> request(Request<R> request) {
        return request instanceof Claim || request instanceof ToOwner ? owners.ask(request) : asking.ask(request);
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (subscriber instanceof Node || subscriber instanceof Notes) {
            return nodes.subscribe(subscriber, pulse.canary());
        }
        if (subscriber instanceof Claims || subscriber instanceof Owner) {
            return owners.subscribe(subscriber);
        }
        return services.subscribe(subscriber);
    }

    @Override
    public Attendance attend(String node, Address address) {
        return nodes.attend(node, address);
    }

    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return nodes.eventLog(realm);
    }

    /** Returns the leases, which are kept in a small JetStream stream. Waits for a round trip the first time. */
    @Override
    public Optional<Leases> leases() {
        return Optional.of(owners.leases());
    }

    /** Returns how the link is now. */
    public LinkHealth health() {
        return link.health();
    }

    @Override
    public Map<String, Long> figures() {
        return link.health().figures();
    }

    @Override
    public void close() {
        pulse.close();
        nodes.close();
        link.close();
    }

    /** Collects how to connect. Not thread-safe. */
    public static final class Builder {
        final BusPlan plan = new BusPlan();
        final Options.Builder options;
        private final String servers;
        private String inbox = "";
        private UnaryOperator<Options.Builder> more = UnaryOperator.identity();

        private Builder(String... urls) {
            servers = LinkOptions.names(urls);
            options = LinkOptions.of(urls).connectionName("realmhub");
        }

        /**
         * Sets what all subjects begin with, so that several clusters can share one NATS. Default {@code rh}.
         *
         * @throws IllegalArgumentException if it is not 1 to 64 of {@code A-Z a-z 0-9 _ - .}
         */
        public Builder prefix(String prefix) {
            plan.subjects = new Subjects(prefix);
            return this;
        }

        /** Sets the group of backends of which one gets each request. Default {@code backend}. */
        public Builder queueGroup(String name) {
            plan.queueGroup(name);
            return this;
        }

        /**
         * Tells of a kind of realm. Those that keep streams need JetStream and nats-server 2.9 or later; all of a prefix
         * share one stream, which is made if there is none. Nodes and whoever reads streams must be told the same kinds;
         * whoever only publishes need not.
         *
         * @throws IllegalArgumentException if there is another kind of that name already
         */
        public Builder kind(RealmKind kind) {
            plan.kind(kind);
            return this;
        }

        /** Sets on how many servers of a cluster a stream is stored when it is made, 1, 3 or 5. Default 1. */
        public Builder streamReplicas(int servers) {
            plan.replicas(servers);
            return this;
        }

        /**
         * Takes the stream as others have made it, for whoever only looks: if there is none, or it does not keep the kinds told of
         * here, {@link #connect()} refuses instead of making it so.
         */
        public Builder streamAsFound() {
            plan.asFound = true;
            return this;
        }

        /** Sets what of realms and users the nodes here are sent. Default {@link Interest#ALL}. */
        public Builder interest(Interest what) {
            plan.interest = what;
            return this;
        }

        /**
         * Sets it for kinds of realms: those that most nodes have somebody in, while the others are {@link
         * Interest#JOINED}. NATS can leave none out of all, so with {@link Interest#ALL} for the others {@link #connect()}
         * refuses kinds that are not.
         */
        public Builder interest(Interest what, String... kindNames) {
            plan.interest(what, kindNames);
            return this;
        }

        /** Sets what the server calls this connection in its logs. Default {@code realmhub}. */
        public Builder name(String name) {
            options.connectionName(name);
            return this;
        }

        /** Logs in with a name and a password. Replies come to an inbox of the name's own, so that no other login need read it. */
        public Builder login(String user, Secret password) {
            inbox = user;
            options.userInfo(user.toCharArray(), password.text().toCharArray());
            return this;
        }

        /** As {@link #login(String, Secret)}. */
        public Builder login(String user, String password) {
            return login(user, Secret.of(password));
        }

        /** Logs in with a token. */
        public Builder token(Secret token) {
            options.token(token.text().toCharArray());
            return this;
        }

        /**
         * Speaks TLS, with servers only whose certificate an authority of this PEM file signed for the host of their URL. Without
         * it {@code tls://} goes by the JDK's authorities, and by jnats, which compares no names.
         */
        public Builder trust(Path authorities) {
            options.sslContext(TrustedAuthority.context(authorities)).hostnameResolveMode(TrustedAuthority.BY_NAME);
            return this;
        }

        /** Logs in with a credentials file. */
        public Builder credentials(Path file) {
            options.credentialPath(file.toString());
            return this;
        }

        /** Sets how long {@link #connect()} waits for a server. Default 5 s: a server that starts together with us is up by then. */
        public Builder connectLimit(Duration limit) {
            plan.connectLimit(limit);
            return this;
        }

        /**
         * Changes jnats' own options, TLS for one; called last. Listeners, the callback executor and what happens when
         * too many messages wait stay ours, whatever it sets.
         */
        public Builder options(UnaryOperator<Options.Builder> change) {
            more = change;
            return this;
        }

        /**
         * Connects. Blocks until there is a connection, at most {@link #connectLimit}.
         *
         * @throws BrokerException {@code NOT_CONNECTED} if there is none by then, naming the servers and why; {@code
         *     FAILED} if the stream of the kept kinds cannot be had, naming the setting and what to do
         */
        public NatsBroker connect() {
            NatsBroker broker = connectInBackground();
            try {
                broker.link.awaitUp(plan.connectLimit);
            } catch (BrokerException failed) {
                broker.close();
                throw Remedies.of(failed, servers);
            }
            broker.nodes.awaitStream(broker);
            return broker;
        }

        /**
         * Returns a broker that connects when it can. Until then it refuses what is published and requested; what
         * subscribes is remembered. Does not block.
         */
        public NatsBroker connectInBackground() {
            options.inboxPrefix(plan.subjects.inboxOf(inbox));
            return new NatsBroker(this, more.apply(options));
        }
    }
}
