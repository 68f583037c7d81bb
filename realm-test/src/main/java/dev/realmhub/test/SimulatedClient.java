package dev.realmhub.test;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.ToHub;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Payload;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page: connects, moves about, loses its connection and comes back with what it knows. For one thread. */
final class SimulatedClient {
    private final Simulation.World world;
    private final Chance chance;
    private final String name;
    private User user;
    private String path;
    private String ticket = "";

    private Knowledge known = new Knowledge();

    private @Nullable Connection connection;
    private int connections;
    private long asked;
    private boolean gone;

    SimulatedClient(Simulation.World world, String name, User user) {
        this.world = world;
        this.chance = world.chance().of("client " + name);
        this.name = name;
        this.user = user;
        this.path = Places.path(chance);
    }

    /** Connects to any hub; comes back to it later if there is none. */
    void connect() {
        if (connection != null || gone) {
            return;
        }
        SimulatedHub hub = world.anyHub(chance);
        if (hub == null) {
            later(Duration.ofMillis(10), Duration.ofMillis(500), this::connect);
        } else {
            connection = new Connection(hub);
        }
    }

    /** Comes, and does something now and then, until all is calm. */
    void begin() {
        later(Duration.ZERO, Duration.ofSeconds(2), this::connect);
        later(Duration.ofMillis(1), Duration.ofSeconds(3), this::act);
    }

    private void act() {
        if (world.isCalm()) {
            return;
        }
        switch (chance.between(0, 9)) {
            case 0, 1, 2 -> navigate();
            case 3 -> login();
            case 4 -> ping();
            default -> command();
        }
        later(Duration.ofMillis(1), Duration.ofMillis(chance.oneIn(4) ? 2_000 : 300), this::act);
    }

    private void later(Duration least, Duration most, Runnable what) {
        world.time().after(chance.nanosBetween(least, most), what);
    }

    // What it does.

    void navigate() {
        say(new ClientProtocol.Navigate(++asked, Places.path(chance)));
    }

    void command() {
        Connection now = connection;
        if (now != null) {
            long id = ++asked;
            String realm = chance.oneIn(3) ? "" : Places.realm(chance).toString();
            say(new ClientProtocol.Send(id, "move", realm, Payload.text(History.command(now.account, id))));
        }
    }

    void login() {
        say(new ClientProtocol.Login(++asked, Places.user(chance).id()));
    }

    void ping() {
        say(new ClientProtocol.Ping(world.time().millis(), 1));
    }

    private void say(ToHub word) {
        Connection now = connection;
        if (now != null && now.welcome) {
            now.say(word);
        }
    }

    void stall(long nanos) {
        Connection now = connection;
        if (now != null) {
            now.socket.stall();
            world.time().after(nanos, now.socket::goOn);
        }
    }

    /** The connection breaks. It comes back, or it does not. */
    void lose(boolean seenByHub, boolean forEver) {
        Connection now = connection;
        gone = forEver;
        if (now != null) {
            now.lose(seenByHub);
        }
    }

    private void over(Connection which, boolean comesBack) {
        which.account.ended();
        if (connection == which) {
            connection = null;
            gone = gone || !comesBack;
            Duration longest = chance.oneIn(12) ? Duration.ofSeconds(200) : Duration.ofSeconds(3);
            later(Duration.ofMillis(1), world.isCalm() ? Duration.ofSeconds(1) : longest, this::connect);
        }
    }

    /** The hub is no more. */
    void loseIf(SimulatedHub hub) {
        if (isOn(hub)) {
            lose(true, false);
        }
    }

    /** All is well again. */
    void goOn() {
        Connection now = connection;
        if (now != null) {
            now.socket.goOn();
        }
        connect();
    }

    boolean isOn(SimulatedHub hub) {
        return connection != null && connection.hub.equals(hub);
    }

    @Nullable
    Client onHub() {
        return connection == null ? null : connection.client;
    }

    String user() {
        return user.id();
    }

    /** One connection: the client's end of a socket. */
    private final class Connection implements SimulatedSocket.Peer {
        final SimulatedHub hub;
        final Account account;
        final SimulatedSocket socket;

        @Nullable
        Client client;

        boolean welcome;
        private long lastWord;

        Connection(SimulatedHub hub) {
            this.hub = hub;
            String id = name + '.' + ++connections;
            account = world.history().account(id, user, hub.id());
            socket = new SimulatedSocket(world.time(), world.chance().of("socket " + id), hub.process(), this);
            boolean resumes = !ticket.isEmpty() && !chance.oneIn(10);
            Map<String, List<String>> query = resumes ? Map.of("resume", List.of("1")) : Map.of();
            if (!resumes) {
                known = new Knowledge();
            }
            User as = user;
            String at = path;
            reach(() -> client =
                    hub.hub().connect(new Handshake(at, query, Map.of(), "", ""), as, world.protocol(), socket));
            if (resumes && !chance.oneIn(20)) {
                say(new ClientProtocol.Resume(ticket, known.positions()));
            }
        }

        void say(ToHub word) {
            account.said(word);
            Payload frame = world.protocol().said(word);
            reach(() -> {
                if (client != null) {
                    hub.hub().receive(client, frame);
                }
            });
        }

        /** Something comes to the hub, behind all that came before. */
        private void reach(Runnable what) {
            lastWord = Math.max(lastWord, world.time().now() + socket.lag());
            world.time().at(lastWord, () -> {
                if (!socket.isBroken()) {
                    hub.process().run(what);
                }
            });
        }

        @Override
        public void hears(Payload frame) {
            for (FromHub word : world.protocol().heard(frame)) {
                account.heard(word);
                learn(word);
            }
        }

        @Override
        public void hearsPing() {
            reach(() -> {
                if (client != null) {
                    hub.hub().heard(client);
                }
            });
        }

        @Override
        public void hearsClose(CloseReason reason) {
            Client there = client;
            hub.process().execute(() -> {
                if (there != null) {
                    hub.hub().disconnected(there, CloseReason.GONE);
                }
            });
            over(this, reason.retry() || world.isCalm() || chance.oneIn(2));
        }

        void lose(boolean seen) {
            if (seen) {
                socket.hangUp();
                Client there = client;
                world.time()
                        .after(
                                socket.lag(),
                                () -> hub.process().run(() -> {
                                    if (there != null) {
                                        hub.hub().disconnected(there, CloseReason.GONE);
                                    }
                                }));
            } else {
                socket.swallow();
            }
            over(this, true);
        }

        private void learn(FromHub word) {
            if (word instanceof ClientProtocol.Welcome hello) {
                welcome = true;
                ticket = hello.ticket();
                known = new Knowledge();
            } else if (word instanceof ClientProtocol.LoggedIn login) {
                user = login.user();
                ticket = login.ticket();
            } else if (word instanceof ClientProtocol.Pong pong && pong.ticket() != null) {
                ticket = pong.ticket();
            } else if (word instanceof ClientProtocol.Navigated done) {
                path = done.path();
            } else {
                known.learn(word);
            }
        }
    }
}
