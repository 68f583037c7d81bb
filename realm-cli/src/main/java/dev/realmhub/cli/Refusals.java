package dev.realmhub.cli;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a WebSocket did not come about, and what to do. */
final class Refusals {
    private static final Map<Integer, String> STATUSES = Map.of(
            400, "the hub refused the handshake (400): does it know realmhub.v1.json?",
            401, "login needed (401): give --cookie, or a token in REALM_TOKEN",
            403,
                    "not allowed (403): this user may not, or the hub does not allow the origin. Give --origin with one that it"
                            + " allows; without one it must be built with allowNoOrigin()",
            404, "nothing there (404): is this the path that the hub is mounted at?",
            426, "no WebSocket came through (426): does a proxy between take the Upgrade header away?",
            429, "too many connections (429): come back later",
            503, "not available now (503): the hub is full or stopping, or its authenticator fails; come back later");

    private Refusals() {}

    /** Returns the address as it may be shown: without what may be secret in it. */
    static String name(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }

    static Failed of(URI address, @Nullable Throwable why) {
        return new Failed(Exit.NO_CONNECTION, "could not connect to " + name(address) + ": " + words(why));
    }

    private static String words(@Nullable Throwable why) {
        if (why instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return STATUSES.getOrDefault(status, "it answered with status " + status + " and not with a WebSocket");
        }
        if (isUnresolved(why)) {
            return "no such host";
        }
        if (why instanceof HttpTimeoutException || why instanceof TimeoutException) {
            return "no answer in time";
        }
        if (why instanceof ConnectException) {
            return "nobody listens there";
        }
        return why instanceof SSLException ? "TLS: " + why.getMessage() : String.valueOf(why);
    }

    private static boolean isUnresolved(@Nullable Throwable why) {
        return why instanceof UnresolvedAddressException
                || (why instanceof ConnectException && isUnresolved(why.getCause()));
    }
}
