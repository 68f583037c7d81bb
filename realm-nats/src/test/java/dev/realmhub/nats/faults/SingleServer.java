package dev.realmhub.nats.faults;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TcpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One server, and a link of the first hub to it that can go dark. */
abstract class SingleServer implements Ground {
    static final Duration MOMENT = Duration.ofMillis(500);
    static final Duration DARKNESS = Duration.ofSeconds(4);

    private static final String MALFORMED = """
            CONNECT {"verbose":false,"headers":true}
            HPUB rh.all 18 20
            NATS/1.0
            broken
            hi
            PING
            """;

    final NatsServer server;
    final TcpProxy link;

    private SingleServer(Path folder) {
        server = NatsServer.startKeeping(folder);
        link = TcpProxy.to(port());
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    @Override
    public NatsBroker.Builder connection(int which) {
        return NatsBroker.builder(which == 0 ? link.url() : server.url());
    }

    @Override
    public void close() {
        link.close();
        server.close();
    }

    static Ground killed(Path folder) {
        return new SingleServer(folder) {
            @Override
            public void fail(Stage stage) {
                server.kill();
                Until.passes(MOMENT);
                server.startAgain();
            }
        };
    }

    static Ground frozen(Path folder) {
        return new SingleServer(folder) {
            @Override
            public void fail(Stage stage) {
                server.freeze();
                Until.passes(DARKNESS);
                server.thaw();
            }
        };
    }

    static Ground darkLink(Path folder) {
        return new SingleServer(folder) {
            @Override
            public void fail(Stage stage) {
                link.darken();
                Until.passes(DARKNESS);
                link.light();
            }

            @Override
            public List<Integer> hit() {
                return List.of(0);
            }
        };
    }

    static Ground malformedHeader(Path folder) {
        return new SingleServer(folder) {
            @Override
            public void fail(Stage stage) {
                long before = silences(stage);
                sendMalformedHeaders(port());
                Until.holds("both hubs to notice", () -> silences(stage) >= before + 2);
            }
        };
    }

    private static long silences(Stage stage) {
        return stage.brokerOf(0).health().silences()
                + stage.brokerOf(1).health().silences();
    }

    private static void sendMalformedHeaders(int port) {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(raw.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            raw.getOutputStream().write(MALFORMED.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (!"PONG".equals(in.readLine())) {
                throw new AssertionError("the server did not take it");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A second node on the first hub's connection does not take what comes, until the client drops what comes next. */
    static Ground slowConsumer(Path folder) {
        return new SingleServer(folder) {
            @Override
            @SuppressWarnings("try") // it is there to be slow
            public void fail(Stage stage) {
                NatsBroker broker = stage.brokerOf(0);
                CountDownLatch release = new CountDownLatch(1);
                Broker.Subscription clog =
                        broker.subscribe(new Broker.Node("clog", (to, what) -> waitIfClogged(to, release)));
                try (NatsBroker flood = NatsBroker.connect(server.url())) {
                    long before = broker.health().overrun();
                    Until.holds("too much to take", () -> {
                        publish(flood, "clog");
                        return broker.health().overrun() > before;
                    });
                    Until.passes(MOMENT);
                } finally {
                    release.countDown();
                    clog.close();
                }
            }

            @Override
            public List<Integer> hit() {
                return List.of(0);
            }
        };
    }

    private static void publish(NatsBroker flood, String node) {
        try {
            flood.publish(Address.client(node, "nobody"), Publication.of(Payload.binary(new byte[900_000])));
        } catch (BrokerException full) {
            // and again
        }
    }

    private static void waitIfClogged(Address to, CountDownLatch release) {
        try {
            if (to instanceof Address.OfClient) {
                release.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
