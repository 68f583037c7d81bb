package dev.realmhub.jakarta;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubConfig;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A small game site: a container, a hub and a backend, joined by a bus in process. */
final class Site implements AutoCloseable {
    static final Realm GAME = Realm.of("game", "a");

    private final Broker broker;
    private final Backend backend;
    private final WayIn.Running container;
    private final Hub hub;
    private final Chronicle chronicle;
    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();
    private final Queue<WsPeer> peers = new ConcurrentLinkedQueue<>();

    private Site(Plan plan) {
        broker = plan.broker;
        hub = plan.hub(broker);
        chronicle = plan.chronicle;
        backend = backend(broker);
        container = plan.way.start(hub, plan.path, plan.protocols);
    }

    static Site open(WayIn way) {
        return plan(way).open();
    }

    static Plan plan(WayIn way) {
        return new Plan(way);
    }

    private Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/", request -> Resolution.of(Realm.of("lobby")))
                .resolve(
                        "/game/{id}",
                        request -> Resolution.of(
                                Realm.of("game", request.param("id")),
                                request.query("as").orElse("player")))
                .on("echo", (command, reply) -> reply.ok(command.payload()))
                .on("tell", (command, reply) -> shout(broker, command))
                .on("raw", (command, reply) -> shout(broker, command))
                .on("note", this::note)
                .on("no", (command, reply) -> reply.rejected("not_your_turn", "It is not your turn."))
                .concurrentCommands(100_000) // a crowd's, all at once
                .start();
    }

    private static void shout(Broker broker, Command command) {
        broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
    }

    private void note(Command command, Backend.Reply reply) {
        notes.computeIfAbsent(command.client().client(), client -> new CopyOnWriteArrayList<>())
                .add(command.payload().text());
        reply.ok();
    }

    /** What each client had the backend note, in order. */
    Map<String, List<String>> notes() {
        return notes;
    }

    Hub hub() {
        return hub;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    int port() {
        return container.port();
    }

    void publish(Publication publication) {
        backend.publish(GAME, publication);
    }

    void publish(Address address, Publication publication) {
        broker.publish(address, publication);
    }

    /** Begins a handshake for a target that follows the hub's mount. */
    Knock knock(String target) {
        return Knock.at(container.port(), "/ws" + target, peers::add);
    }

    /** Begins a request for a target that follows the hub's mount, without asking for an upgrade. */
    Knock plainHttp(String target) {
        return Knock.plainHttp(container.port(), "/ws" + target, peers::add);
    }

    JsonPeer json(String path) {
        return new JsonPeer(knock(path).offering("realmhub.v1.json").enter());
    }

    ProtobufPeer protobuf(String path) {
        return new ProtobufPeer(knock(path).offering("realmhub.v1").enter());
    }

    WsPeer raw(String path) {
        return knock(path).enter();
    }

    @Override
    public void close() {
        try {
            peers.forEach(WsPeer::close);
            hub.close();
            backend.close();
            container.stop();
        } catch (Exception failed) {
            throw new AssertionError("could not stop", failed);
        }
    }

    /** What differs from one site to the next. */
    static final class Plan {
        private final WayIn way;
        private final HubConfig.Builder config = HubConfig.builder();
        private final List<ClientProtocol> protocols = new ArrayList<>();
        private final Chronicle chronicle = new Chronicle();
        private Consumer<HubBuilder> more = builder -> {};
        private String path = "/ws";
        private Broker broker = Broker.local();

        private Plan(WayIn way) {
            this.way = way;
        }

        Plan config(Consumer<HubConfig.Builder> settings) {
            settings.accept(config);
            return this;
        }

        Plan hub(Consumer<HubBuilder> settings) {
            more = settings;
            return this;
        }

        Plan protocol(ClientProtocol protocol) {
            protocols.add(protocol);
            return this;
        }

        /** On a bus that it shares with other sites. */
        Plan on(Broker bus) {
            broker = bus;
            return this;
        }

        Plan path(String template) {
            path = template;
            return this;
        }

        Site open() {
            return new Site(this);
        }

        private Hub hub(Broker broker) {
            HubBuilder builder = Hub.builder(broker)
                    .allowOrigin(Knock.ORIGIN)
                    .authenticator(Plan::userOf)
                    .resolver(RealmResolver.askBackend())
                    .listener(chronicle)
                    .config(config.build());
            more.accept(builder);
            return builder.build();
        }

        /** Users are who they say they are; some are unwelcome, and one is so slow that it never comes. */
        private static CompletionStage<User> userOf(Handshake handshake) {
            String name = handshake.query("user").orElse("");
            return switch (name) {
                case "" -> CompletableFuture.completedStage(User.newAnonymous());
                case "stranger" -> CompletableFuture.failedStage(new RefusedException(CloseReason.LOGIN));
                case "banned" ->
                    CompletableFuture.failedStage(
                            new RefusedException(CloseReason.FORBIDDEN.withText("banned until May")));
                case "slow" -> new CompletableFuture<>();
                default -> CompletableFuture.completedStage(User.of(name));
            };
        }
    }
}
