package dev.realmhub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The question which memberships a client gets for a path.
 *
 * <p>On a backend behind a bus the handshake holds path, query, origin and remote address only: headers and cookies do
 * not leave the node.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResolveRequest implements Broker.Request<Resolution> {
    private final Handshake handshake;
    private final String target;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> params;
    private final User user;
    private final Address.OfClient client;
    private final Function<ResolveRequest, CompletionStage<Resolution>> backend;

    private ResolveRequest(
            Handshake handshake,
            String target,
            Map<String, String> params,
            User user,
            Address.OfClient client,
            Function<ResolveRequest, CompletionStage<Resolution>> backend) {
        this.handshake = handshake;
        this.target = target;
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? Map.of() : UrlText.query(target.substring(mark + 1));
        this.params = params;
        this.user = user;
        this.client = client;
        this.backend = backend;
    }

    /**
     * Returns a request as a broker on the backend's side, or a test, makes it.
     *
     * @param target path and, behind a question mark, its query
     */
    public static ResolveRequest of(Handshake handshake, String target, User user, Address.OfClient client) {
        return new ResolveRequest(handshake, target, Map.of(), user, client, request -> noBackend());
    }

    ResolveRequest withParams(Map<String, String> matched) {
        Map<String, String> all = new HashMap<>(params);
        all.putAll(matched);
        return new ResolveRequest(handshake, target, Map.copyOf(all), user, client, backend);
    }

    ResolveRequest withBackend(Function<ResolveRequest, CompletionStage<Resolution>> asked) {
        return new ResolveRequest(handshake, target, params, user, client, asked);
    }

    /** Asks any backend, over the hub's broker. The answer is the backend's, or the stage fails. Does not block. */
    public CompletionStage<Resolution> askBackend() {
        return backend.apply(this);
    }

    /** Returns the path without its query, {@code /game/abc}. */
    public String path() {
        return path;
    }

    /** Returns the path with its query, as the client sent it. */
    public String target() {
        return target;
    }

    /**
     * Returns the part of the path that a template's {@code {name}} matched, percent-decoded.
     *
     * @throws IllegalArgumentException if the template that matched has no such name
     */
    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path template has no {" + name + "}; it has " + params.keySet());
        }
        return value;
    }

    /** Returns a query parameter of the path, else of the handshake. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).or(() -> handshake.query(name));
    }

    /** Returns who asks. */
    public User user() {
        return user;
    }

    /** Returns which of his clients asks. */
    public Address.OfClient client() {
        return client;
    }

    /** Returns how the client connected. */
    public Handshake handshake() {
        return handshake;
    }

    private static CompletionStage<Resolution> noBackend() {
        return CompletableFuture.failedStage(new BrokerException(
                BrokerException.Fault.NOBODY_THERE,
                "this request did not come from a hub, so there is no backend to ask: ask through a hub",
                null));
    }

    @Override
    public String toString() {
        return "resolve " + path + " for " + user;
    }
}
