package dev.realmhub.jakarta;

import dev.realmhub.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one {@link Handshake} of what each way in knows. */
final class Handshakes {
    /** Jetty's own; the standard API does not tell the peer's address. */
    private static final String JETTY_REMOTE_ADDRESS = "jakarta.websocket.endpoint.remoteAddress";

    /** What only the handshake is about. Clients keep the rest for as long as they live. */
    private static final Set<String> OF_THE_UPGRADE = Set.of(
            "accept-encoding",
            "cache-control",
            "connection",
            "pragma",
            "sec-websocket-extensions",
            "sec-websocket-key",
            "sec-websocket-version",
            "upgrade");

    private Handshakes() {}

    /** Returns whether the URL is one. Tomcat answers 500 if not, Jetty does not mind. */
    static boolean isWellFormed(HttpServletRequest request) {
        try {
            String query = request.getQueryString();
            return new URI("?" + (query == null ? "" : query)).getRawQuery() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Returns whether {@code Connection} names the upgrade: it may name more, and there may be several. */
    static boolean wantsUpgrade(HttpServletRequest request) {
        return listOf(request.getHeaders("Connection")).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .anyMatch(option -> option.strip().equalsIgnoreCase("upgrade"));
    }

    static Handshake of(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : listOf(request.getHeaderNames())) {
            keep(name, listOf(request.getHeaders(name)), headers);
        }
        return of(asSent(request.getPathInfo()), request.getQueryString(), headers, request.getRemoteAddr());
    }

    static Handshake of(
            HandshakeRequest request, Mount mount, String remoteAddress, Map<String, Object> userProperties) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach((name, values) -> {
            if (name != null && values != null) {
                keep(name, withoutNulls(values), headers);
            }
        });
        String behindMount =
                mount.behind(Objects.requireNonNullElse(request.getRequestURI().getRawPath(), ""));
        String address = remoteAddress.isEmpty() ? jettysAddress(userProperties) : remoteAddress;
        return of(behindMount, request.getQueryString(), headers, address);
    }

    private static void keep(String name, List<String> values, Map<String, List<String>> headers) {
        if (!OF_THE_UPGRADE.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, values);
        }
    }

    /** Returns a handshake of which only the origin is known. */
    static Handshake ofOrigin(@Nullable String origin) {
        return new Handshake("/", Map.of(), Map.of(), Objects.requireNonNullElse(origin, ""), "");
    }

    /** Several origins are none that is allowed: which one would count is anybody's guess. */
    private static Handshake of(
            String behindMount,
            @Nullable String rawQuery,
            Map<String, List<String>> headers,
            @Nullable String remoteAddress) {
        Map<String, List<String>> query = QueryText.parse(rawQuery);
        String asked = query.getOrDefault("path", List.of("")).get(0);
        return new Handshake(
                asked.isEmpty() ? behindMount : asked,
                query,
                headers,
                String.join(",", headers.getOrDefault("origin", List.of())),
                Objects.requireNonNullElse(remoteAddress, ""));
    }

    /** Encodes again what the container has decoded: paths are decoded by resolvers, once. */
    private static String asSent(@Nullable String pathInfo) {
        if (pathInfo == null || pathInfo.isEmpty()) {
            return "/";
        }
        try {
            return new URI("ws", "any", pathInfo, null).toASCIIString().substring("ws://any".length());
        } catch (URISyntaxException unlawful) {
            return pathInfo;
        }
    }

    private static String jettysAddress(Map<String, Object> userProperties) {
        Object address = userProperties.get(JETTY_REMOTE_ADDRESS);
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "";
    }

    private static List<String> listOf(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : withoutNulls(Collections.list(values));
    }

    private static List<String> withoutNulls(Collection<String> values) {
        return values.stream().filter(Objects::nonNull).toList();
    }
}
