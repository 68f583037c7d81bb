package dev.realmhub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hubs with presence and a backend that listens, on a {@link NoteNet}, in virtual time. */
final class Town {
    final VirtualTime time = new VirtualTime();
    final NoteNet net;
    final List<String> heard = new ArrayList<>();

    /** By realm, or {@code online}, who is there, as the backend was told, and since when it has been told. */
    final Map<String, TreeSet<String>> told = new TreeMap<>();

    /** What was told though it cannot be. */
    final List<String> absurd = new ArrayList<>();

    final NoteNet.Port backendPort;
    final Presence presence;
    private final PresenceConfig config;

    Town(long seed, PresenceConfig config, Consumer<String> onLeave) {
        this.config = config;
        net = new NoteNet(time, seed);
        backendPort = net.port();
        presence = Presence.follow(backendPort, new Ears(onLeave), Runnable::run, time.timers());
    }

    Town(PresenceConfig config) {
        this(1, config, leave -> {});
    }

    Town() {
        this(PresenceConfig.builder().members("game", "lobby").counts("tv").build());
    }

    /** One hub and its end of the bus. */
    record House(Hub hub, NoteNet.Port port) {
        Page open(String user, String path) {
            Page page = new Page();
            page.client = hub.connect(new Handshake(path, Map.of(), Map.of(), "", ""), User.of(user), page, page);
            return page;
        }

        void close(Page page, CloseReason reason) {
            hub.disconnected(page.client(), reason);
        }
    }

    House hub(String id) {
        NoteNet.Port port = net.port();
        Hub hub = Hub.builder(port)
                .allowNoOrigin()
                .node(id)
                .presence(config)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .authenticator(handshake -> CompletableFuture.completedStage(User.of("known")))
                .resolver(request -> CompletableFuture.completedStage(granted(request.path())))
                .build();
        return new House(hub, port);
    }

    /** As {@link Site#granted}; {@code unseen}, {@code counts} and {@code nothing} after a plus sign are what they say. */
    private static Resolution granted(String path) {
        String[] parts = path.split("\\+", -1);
        List<Membership> memberships = Site.granted(parts[0]).memberships().stream()
                .map(membership -> parts.length == 1 ? membership : with(membership, parts[1]))
                .toList();
        return Resolution.of(memberships);
    }

    private static Membership with(Membership membership, String what) {
        return switch (what) {
            case "unseen" -> membership.unseen();
            case "counts" -> membership.seeing(Membership.Sight.COUNTS);
            default -> membership.seeing(Membership.Sight.NOTHING);
        };
    }

    void pass(double seconds) {
        time.pass(Duration.ofNanos((long) (seconds * 1e9)));
    }

    String told(String realm) {
        return String.join(" ", told.getOrDefault(realm, new TreeSet<>()));
    }

    private final class Ears implements PresenceListener {
        private final Consumer<String> onLeave;

        Ears(Consumer<String> onLeave) {
            this.onLeave = onLeave;
        }

        @Override
        public void userOnline(String user) {
            came("online", user);
        }

        @Override
        public void userOffline(String user, LeaveReason reason) {
            went("online", user, reason);
        }

        @Override
        public void joined(Realm realm, Present member) {
            came(realm.toString(), member.user());
        }

        @Override
        public void left(Realm realm, Present member, LeaveReason reason) {
            went(realm.toString(), member.user(), reason);
        }

        private void came(String where, String user) {
            heard.add("+" + where + " " + user);
            if (!told.computeIfAbsent(where, w -> new TreeSet<>()).add(user)) {
                absurd.add(user + " came twice to " + where);
            }
        }

        private void went(String where, String user, LeaveReason reason) {
            heard.add("-" + where + " " + user + " " + reason);
            if (!told.computeIfAbsent(where, w -> new TreeSet<>()).remove(user)) {
                absurd.add(user + " went twice from " + where);
            }
            onLeave.accept(where + " " + user + " " + reason);
        }
    }

    /** A page that keeps what it is told of who is there. */
    static final class Page implements Transport, ClientProtocol {
        @Nullable
        Client client;

        /** By realm, what it knows: users, or a number. */
        final Map<String, String> knows = new TreeMap<>();

        final List<ClientProtocol.Presence> said = new ArrayList<>();
        private final Map<String, Map<String, dev.realmhub.Present>> lists = new TreeMap<>();

        Client client() {
            return java.util.Objects.requireNonNull(client);
        }

        String knows(String realm) {
            return knows.getOrDefault(realm, "-");
        }

        private void learn(ClientProtocol.Presence news) {
            said.add(news);
            String realm = news.realm().toString();
            if (news.form() == ClientProtocol.Presence.Form.COUNT) {
                lists.remove(realm);
                knows.put(realm, news.users() + " users " + news.clients() + " clients");
                return;
            }
            if (news.form() == ClientProtocol.Presence.Form.WHOLE) {
                lists.put(realm, new TreeMap<>());
            }
            Map<String, dev.realmhub.Present> list = lists.computeIfAbsent(realm, r -> new TreeMap<>());
            news.here().forEach(present -> list.put(present.user(), present));
            news.gone().keySet().forEach(list::remove);
            knows.put(
                    realm,
                    list.values().stream()
                            .filter(present -> present.sockets() > 0)
                            .map(present -> present.user()
                                    + (present.role().isEmpty() ? "" : "=" + present.role())
                                    + (present.sockets() == 1 ? "" : "*" + present.sockets()))
                            .collect(Collectors.joining(" ")));
        }

        @Override
        public String name() {
            return "page";
        }

        @Override
        public @Nullable Payload encode(FromHub message) {
            if (message instanceof ClientProtocol.Presence news) {
                learn(news);
            }
            return null;
        }

        @Override
        public List<ToHub> decode(Payload frame) {
            return List.of(new Login(1, "token"));
        }

        @Override
        public void send(Payload frame, Consumer<@Nullable Throwable> done) {
            done.accept(null);
        }

        @Override
        public void ping() {
            client().heardAt(client().pingedAt() + 1);
        }

        @Override
        public void close(CloseReason reason) {}
    }
}
