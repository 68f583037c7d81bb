package dev.realmhub;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that authentication and resolution may see of a connection.
 *
 * @param path what the client came for, {@code /game/abc}: the query parameter {@code path} if there is one, else what
 *     follows the endpoint's own path, else {@code /}
 * @param query the decoded query parameters
 * @param headers the request headers, names in lower case; {@link #header} ignores case
 * @param origin the {@code Origin} header, empty if absent
 * @param remoteAddress the client's address: the peer's, or what a {@linkplain HubBuilder#trustProxy trusted proxy} says; empty
 *     where the container does not tell
 */
public record Handshake(
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        String origin,
        String remoteAddress) {
    private static final String OFFERED_BEARER = "bearer.";

    /** One object for all clients, where a container makes one for each request: handshakes are kept as long as clients. */
    private static final Map<String, String> USUAL = Stream.of(
                    "accept-language",
                    "authorization",
                    "cookie",
                    "dnt",
                    "forwarded",
                    "host",
                    "origin",
                    "referer",
                    "sec-fetch-dest",
                    "sec-fetch-mode",
                    "sec-fetch-site",
                    "sec-websocket-protocol",
                    "user-agent",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "x-real-ip")
            .collect(Collectors.toMap(name -> name, name -> name));

    /** What clients of one page and one browser say alike; none of it is a secret. */
    private static final Set<String> ALIKE = Set.of(
            "accept-language",
            "dnt",
            "host",
            "origin",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-websocket-protocol",
            "user-agent",
            "x-forwarded-host",
            "x-forwarded-proto");

    /** The last of each of those: kept once for all in a row who say the same. */
    private static final Map<String, List<String>> LAST = new ConcurrentHashMap<>();

    /** Copies the maps and what is in them; headers whose names differ in case only become one. */
    public Handshake {
        query = query.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        Map<String, List<String>> lower = new HashMap<>();
        headers.forEach((name, values) -> lower.merge(lowerCase(name), List.copyOf(values), Handshake::both));
        lower.replaceAll(Handshake::shared);
        headers = Map.copyOf(lower);
    }

    private static List<String> shared(String name, List<String> values) {
        if (!ALIKE.contains(name)) {
            return values;
        }
        return LAST.compute(name, (same, last) -> values.equals(last) ? last : values);
    }

    private static String lowerCase(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return USUAL.getOrDefault(lower, lower);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Returns a handshake with a path and nothing else: for tests and clients without a socket. */
    public static Handshake of(String path) {
        return new Handshake(path, Map.of(), Map.of(), "", "");
    }

    /** Returns the first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(lowerCase(name), List.of()).stream().findFirst();
    }

    /** Returns the first value of a query parameter. */
    public Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Returns the first value of a query parameter without which nobody may come in.
     *
     * @throws RefusedException {@link CloseReason#BAD_FRAME}, 400 before the upgrade, if there is none or it is empty
     */
    public String required(String name) {
        return query(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new RefusedException(CloseReason.BAD_FRAME.withText("no parameter " + name)));
    }

    /** Returns the value of a cookie, unquoted. */
    public Optional<String> cookie(String name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> unquoted(pair.substring(name.length() + 1)))
                .findFirst();
    }

    /**
     * Returns the bearer token: of the {@code Authorization} header, or, since pages cannot set one, of a subprotocol that is
     * offered as {@code bearer.<token>} beside a real one.
     */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip())
                .or(this::offeredBearer);
    }

    private Optional<String> offeredBearer() {
        return headers.getOrDefault("sec-websocket-protocol", List.of()).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(name -> name.startsWith(OFFERED_BEARER))
                .map(name -> name.substring(OFFERED_BEARER.length()))
                .findFirst();
    }

    /** Returns this handshake as from another address. */
    Handshake from(String address) {
        return new Handshake(path, query, headers, origin, address);
    }

    /** Returns this handshake with another {@linkplain #bearer() bearer token}. */
    Handshake withBearer(String token) {
        Map<String, List<String>> more = new HashMap<>(headers);
        more.put("authorization", List.of("Bearer " + token));
        return new Handshake(path, query, more, origin, remoteAddress);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Names the path only: headers and query may hold secrets. */
    @Override
    public String toString() {
        return "handshake for " + path;
    }
}
