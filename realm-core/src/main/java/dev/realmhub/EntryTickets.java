package dev.realmhub;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tickets for the query of a hub's address, {@code ?ticket=…}, where a page can send neither cookie nor first message. URLs end
 * up in logs, so no lasting token belongs there: a ticket is good for 30 s and for one connection. Whoever has the key makes
 * them, after a login that he trusts: a hub's process, a backend, a web server.
 *
 * <pre>{@code
 * EntryTickets tickets = EntryTickets.withKey(secret);
 * hub.authenticator(tickets.orElse(handshake -> users.byCookie(handshake.cookie("session"))));
 * page.send(tickets.issue(User.of("alice")));
 * }</pre>
 *
 * <p>By itself a node knows of the tickets that were used there: within its 30 s one opens a connection on each of the others, too,
 * unless they have a store in common, see {@link #claimedBy}. A ticket is sealed, not hidden: whoever has it can read the user's id
 * and claims.
 *
 * <p>Thread-safe. No method blocks.
 */
public final class EntryTickets {
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final String PARAMETER = "ticket";
    private static final CloseReason NOT_GOOD = CloseReason.LOGIN.withText("this ticket is not good, or not any more");

    private final Seal seal;
    private final InstantSource clock;
    private final Function<String, ? extends CompletionStage<Boolean>> claim;
    private final ConcurrentMap<String, Long> used = new ConcurrentHashMap<>();
    private volatile long forgotten;

    private EntryTickets(Seal seal, InstantSource clock, Function<String, ? extends CompletionStage<Boolean>> claim) {
        this.seal = seal;
        this.clock = clock;
        this.claim = claim;
    }

    /**
     * Makes and knows the tickets of a key.
     *
     * @param secret 32 bytes or more, the same for all who issue tickets and all hubs; may be that of {@link
     *     HubBuilder#resumeKey}
     * @throws IllegalArgumentException if it is shorter
     */
    public static EntryTickets withKey(Secret secret) {
        return withKey(secret, InstantSource.system());
    }

    static EntryTickets withKey(Secret secret, InstantSource clock) {
        Seal seal = new Seal(Seal.Key.of("the key of entry tickets", secret.bytes()), "entry");
        return new EntryTickets(seal, clock, ticket -> CompletableFuture.completedStage(true));
    }

    /**
     * Returns tickets of the same key that are good once in the whole cluster: before one is taken, a store that all hubs share has
     * to say that nobody has asked before. A store that fails lets nobody in, and counts as a failure of the authenticator; the ticket
     * is used up all the same.
     *
     * @param store takes the id of a ticket, 22 of {@code A-Z a-z 0-9 _ -}, and tells whether nobody has claimed it in the last
     *     30 s; called once for each use of a good ticket, on the authenticator's thread and with its deadline; must not block
     */
    public EntryTickets claimedBy(Function<String, ? extends CompletionStage<Boolean>> store) {
        return new EntryTickets(seal, clock, store);
    }

    /** Returns a new ticket for a user, without his {@linkplain User#pass() pass}; of characters that a query takes as they are. */
    public String issue(User user) {
        long until = clock.millis() + GOOD_FOR.toMillis();
        String claims = user.claims().entrySet().stream()
                .map(claim -> encoded(claim.getKey()) + '=' + encoded(claim.getValue()))
                .collect(Collectors.joining("&"));
        String kind = user.anonymous() ? "a" : "u";
        return seal.put(String.join(":", Long.toString(until), Ids.unguessable(), kind, claims, user.id()));
    }

    /**
     * Returns an authenticator that takes a ticket for who it says, once, and asks another one about handshakes that have none,
     * or that have a {@linkplain Handshake#bearer() bearer token} as well.
     */
    public Authenticator orElse(Authenticator other) {
        return handshake -> {
            Optional<String> ticket = handshake
                    .query(PARAMETER)
                    .filter(given -> handshake.bearer().isEmpty());
            return ticket.isPresent() ? use(ticket.get()) : other.authenticate(handshake);
        };
    }

    private CompletionStage<User> use(String ticket) {
        String words = seal.read(ticket);
        String[] parts = words == null ? null : words.split(":", 5);
        if (parts == null || !isNew(parts[1], Long.parseLong(parts[0]))) {
            return notGood();
        }
        return claim.apply(parts[1])
                .thenCompose(first -> first ? CompletableFuture.completedStage(user(parts)) : notGood());
    }

    private static CompletionStage<User> notGood() {
        return CompletableFuture.failedStage(new RefusedException(NOT_GOOD));
    }

    /** Whether a ticket is still good, and was not used here. */
    private boolean isNew(String id, long until) {
        long now = clock.millis();
        forget(now);
        return until >= now && used.putIfAbsent(id, until) == null;
    }

    /** Reads what {@link #issue} has written: the seal is good. */
    private static User user(String[] parts) {
        return new User(parts[4], parts[2].equals("a"), claims(parts[3]));
    }

    /** Once a second, so that a rush of tickets costs no more than itself. */
    private void forget(long now) {
        if (now - forgotten >= 1_000) {
            forgotten = now;
            used.values().removeIf(until -> until < now);
        }
    }

    private static Map<String, String> claims(String text) {
        Map<String, String> claims = new HashMap<>();
        for (String claim : text.split("&", -1)) {
            int equals = claim.indexOf('=');
            if (equals >= 0) {
                claims.put(decoded(claim.substring(0, equals)), decoded(claim.substring(equals + 1)));
            }
        }
        return claims;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
