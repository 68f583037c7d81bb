package dev.realmhub.nats;

import dev.realmhub.Secret;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A nats-server with the {@code docs/nats/nats.conf} that users are told to take, and a guest who is given nothing. */
final class SampleServer implements AutoCloseable {
    private static final Path SAMPLE = Path.of("..", "docs", "nats", "nats.conf");
    private static final Duration ROUND_TRIP = Duration.ofSeconds(30);

    private final Authority authority;
    private final NatsServer server;

    SampleServer(Path folder) {
        this(folder, SAMPLE, "IP:127.0.0.1");
    }

    private SampleServer(Path folder, Path conf, String host) {
        this(folder, conf, new Signed(folder, host));
    }

    private SampleServer(Path folder, Path conf, Signed signed) {
        authority = signed.authority;
        Authority.Server files = signed.files;
        server = NatsServer.startWith(
                conf,
                Map.of(
                        "RH_NODE_PASSWORD", "node-password",
                        "RH_BACKEND_PASSWORD", "backend-password",
                        "RH_TLS_CERT", files.certificate(),
                        "RH_TLS_KEY", files.key(),
                        "RH_STORE", folder.resolve("store").toString()));
    }

    /** Returns one with a certificate that is there already. */
    static SampleServer with(Signed certificate, Path folder) {
        return new SampleServer(folder, SAMPLE, certificate);
    }

    /** Returns one whose certificate says a name and no address. */
    static SampleServer named(Path folder, String host) {
        return new SampleServer(folder, SAMPLE, "DNS:" + host);
    }

    /** Returns one that speaks for another host. */
    static SampleServer impostor(Path folder) {
        return new SampleServer(folder, SAMPLE, "DNS:other.example");
    }

    /** Returns one whose file names one user more. */
    static SampleServer withGuest(Path folder) {
        try {
            String sample = Files.readString(SAMPLE);
            String more = sample.replace("users: [", "users: [\n    { user: guest, password: guest-password }");
            return new SampleServer(folder, Files.writeString(folder.resolve("guest.conf"), more), "IP:127.0.0.1");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns its address for those who speak TLS. */
    String url() {
        return server.url().replace("nats:", "tls:");
    }

    /** Returns its address for those who do not. */
    String plainUrl() {
        return server.url();
    }

    Path authority() {
        return authority.pem();
    }

    NatsBroker.Builder broker(String user) {
        return NatsBroker.builder(url())
                .login(user, Secret.of(user + "-password"))
                .trust(authority());
    }

    /** Returns a connection that goes around the library, as an attacker with this login would. */
    Raw raw(String user) {
        return new Raw(user);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A certificate, and whose word it is. */
    record Signed(Authority authority, Authority.Server files) {
        private Signed(Authority authority, String host) {
            this(authority, authority.sign(host));
        }

        Signed(Path folder, String host) {
            this(new Authority(folder, "authority"), host);
        }
    }

    /** What an attacker has: jnats, and a login. */
    final class Raw implements AutoCloseable, ErrorListener {
        private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
        private final Connection connection;

        private Raw(String user) {
            try {
                connection = Nats.connect(new Options.Builder()
                        .server(url())
                        .userInfo(user, user + "-password")
                        .sslContext(TrustedAuthority.context(authority()))
                        .noReconnect()
                        .errorListener(this)
                        .build());
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public void errorOccurred(Connection where, String error) {
            refusals.add(error);
        }

        Connection connection() {
            return connection;
        }

        /** Returns whether the server refuses to tell what comes on a subject. */
        boolean mayNotSubscribe(String subject) {
            return isRefused(() -> connection.subscribe(subject), "Subscription to \"" + subject + '"');
        }

        /** Returns whether the server refuses a message to a subject. */
        boolean mayNotPublish(String subject) {
            return mayNotPublish(subject, new byte[] {1});
        }

        boolean mayNotPublish(String subject, byte[] body) {
            return isRefused(() -> connection.publish(subject, body), "Publish to \"" + subject + '"');
        }

        private boolean isRefused(Runnable attempt, String words) {
            attempt.run();
            try {
                connection.flush(ROUND_TRIP);
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
            Eventually.holds("errors are told", () -> connection.getStatistics().getErrs() <= refusals.size());
            return refusals.stream().anyMatch(refusal -> refusal.contains(words));
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
