package dev.realmhub.examples.liwords;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.realmhub.Authenticator;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.RealmResolver;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import dev.realmhub.examples.liwords.wire.Liwords.RegisterRealmRequest;
import dev.realmhub.examples.liwords.wire.Liwords.RegisterRealmResponse;
import dev.realmhub.nats.SubjectBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Who comes, and to which realms. Both are found out before the upgrade, so that a no is an HTTP status: the realms travel
 * in the user's claims from the authenticator to the resolver. Immutable and thread-safe.
 */
final class Admission implements Authenticator, RealmResolver {
    /** How long the game server may take. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final List<String> REALMS_OF_HOME = List.of("lobby", "chat-lobby");

    private final List<Algorithm> algorithms;
    private final SubjectBroker bus;

    Admission(String secret, SubjectBroker bus) {
        this.bus = bus;
        algorithms = List.of(Algorithm.HMAC256(secret), Algorithm.HMAC384(secret), Algorithm.HMAC512(secret));
    }

    @Override
    public CompletionStage<User> authenticate(Handshake handshake) {
        String token = handshake.required("token");
        String path = handshake.required("path");
        String cid = subjectToken("cid", handshake.required("cid"));
        DecodedJWT claims = verified(token);
        String uid = subjectToken("uid", claims.getClaim("uid").asString());
        boolean anonymous = !Boolean.TRUE.equals(claims.getClaim("a").asBoolean());
        return realms(path, uid)
                .thenApply(realms -> new User(uid, anonymous, Map.of("cid", cid, "realms", String.join("\n", realms))));
    }

    /** What is to stand in a subject must be a token of it. */
    private static String subjectToken(String name, String value) {
        if (!SubjectBroker.isToken(value)) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("malformed " + name));
        }
        return value;
    }

    private DecodedJWT verified(String token) {
        try {
            DecodedJWT claims = JWT.decode(token);
            for (Algorithm algorithm : algorithms) {
                boolean isMeant = algorithm.getName().equals(claims.getAlgorithm());
                if (isMeant && claims.getClaim("uid").asString() != null) {
                    return JWT.require(algorithm).ignoreIssuedAt().build().verify(claims);
                }
            }
        } catch (JWTVerificationException foreign) {
            throw new RefusedException(CloseReason.LOGIN, foreign);
        }
        throw new RefusedException(CloseReason.LOGIN);
    }

    private CompletionStage<List<String>> realms(String path, String uid) {
        if (path.equals("/")) {
            return CompletableFuture.completedStage(REALMS_OF_HOME);
        }
        RegisterRealmRequest.Builder request =
                RegisterRealmRequest.newBuilder().setPath(path).setUserId(uid);
        return bus.ask("ipc.request.registerRealm", request.build().toByteArray(), DEADLINE)
                .thenApply(Admission::realmsIn)
                .exceptionally(failure -> {
                    throw new RefusedException(CloseReason.UNAVAILABLE.withText("no realm answer"), failure);
                });
    }

    private static List<String> realmsIn(byte[] response) {
        try {
            return RegisterRealmResponse.parseFrom(response).getRealmsList().stream()
                    .filter(name -> !name.isEmpty())
                    .peek(Routes::realm) // throws if nothing can be called so
                    .toList();
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /** What is known already; a realm that is named twice is joined once. */
    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        Stream<Membership> memberships =
                realmsOf(request.user()).stream().map(name -> Membership.of(Routes.realm(name)));
        return CompletableFuture.completedStage(Resolution.of(memberships.toList()));
    }

    static String cidOf(User user) {
        return user.claims().getOrDefault("cid", "");
    }

    /** Returns the realms' names as the game server gave them. */
    static List<String> realmsOf(User user) {
        return user.claims().getOrDefault("realms", "").lines().toList();
    }
}
