package dev.realmhub.examples.liwords;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.realmhub.examples.liwords.SocketServer.Settings;
import dev.realmhub.test.NatsServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A NATS server, a game server, and socket servers between it and browsers. */
final class Site implements AutoCloseable {
    static final String SECRET = "a secret of thirty-two bytes.....";

    final NatsServer nats = NatsServer.start();
    final int port = NatsServer.freePort();
    final GameServer game;
    final SocketServer server;
    private final List<AutoCloseable> more = new ArrayList<>();

    /** With a game server that gives the realms that a path names. */
    Site() {
        this(GameServer::answering);
    }

    Site(java.util.function.Function<String, GameServer> games) {
        game = games.apply(nats.url());
        server = start(port, nats.url());
    }

    static SocketServer start(int port, String natsUrl) {
        return start(new Settings("127.0.0.1", port, natsUrl, SECRET, List.of()), true);
    }

    static SocketServer start(Settings settings, boolean awaitNats) {
        SocketServer started = new SocketServer(settings);
        if (awaitNats) {
            until(() -> ping(settings.port()) == 200);
        }
        return started;
    }

    /** Starts another node; returns its port. */
    int anotherNode() {
        int another = NatsServer.freePort();
        more.add(start(another, nats.url()));
        return another;
    }

    static int ping(int port) {
        return pinged(port).statusCode();
    }

    static HttpResponse<String> pinged(int port) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping"))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Waits until something is so; the test's own time limit ends it. */
    static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it has not come to be so");
            }
            Thread.onSpinWait();
        }
    }

    static JWTCreator.Builder claims(String uid) {
        return JWT.create().withClaim("a", true).withClaim("unn", uid).withClaim("uid", uid);
    }

    static String token(String uid) {
        return claims(uid).sign(Algorithm.HMAC256(SECRET));
    }

    static String target(String token, String path, String cid) {
        return "/ws?token=" + encoded(token) + "&path=" + encoded(path) + "&cid=" + encoded(cid);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Connects and waits until the game server has been told. */
    Browser open(String uid, String path, String cid) {
        return openOn(port, uid, path, cid);
    }

    Browser openOn(int node, String uid, String path, String cid) {
        Browser browser = Browser.open(node, target(token(uid), path, cid));
        String told = game.next();
        if (!told.startsWith("initRealmInfo.auth." + uid + "." + cid + " ")) {
            throw new AssertionError(told);
        }
        return browser;
    }

    @Override
    public void close() {
        try {
            for (AutoCloseable one : more) {
                one.close();
            }
            server.close();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        game.close();
        nats.close();
    }
}
