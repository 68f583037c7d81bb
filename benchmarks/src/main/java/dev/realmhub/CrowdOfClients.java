package dev.realmhub;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clients without sockets, for benchmarks. */
final class CrowdOfClients {
    private CrowdOfClients() {}

    /** Takes everything and completes at once, as Jetty and Tyrus do. */
    static final class Sink implements Transport {
        @Override
        public void send(Payload frame, Consumer<@Nullable Throwable> done) {
            done.accept(null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(CloseReason reason) {}
    }

    static Outbox outbox(ClientProtocol protocol) {
        Backlog backlog = new Backlog(HubConfig.defaults(), protocol, new Budget(Long.MAX_VALUE));
        return new Outbox(new Sink(), backlog, HubConfig.defaults(), Timers.ofJdk(Runnable::run), failure -> {});
    }

    static Member memberOf(Realm realm, ClientProtocol protocol) {
        Client client = new Client(
                "node", User.newAnonymous(), Handshake.of("/"), protocol, new Sink(), of -> outbox(protocol), 0);
        return new Member(client, new Membership(realm, ""), false);
    }
}
