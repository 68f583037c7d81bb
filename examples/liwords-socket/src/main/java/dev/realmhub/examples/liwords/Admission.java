package dev.realmhub.examples.liwords;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.JWTVerifier;
import dev.realmhub.Authenticator;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.RealmResolver;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who comes, and to which realms. Both are found out before the upgrade, so that a no is an HTTP status: the realms travel
 * in the user's claims from the authenticator to the resolver. Immutable and thread-safe.
 */
final class Admission implements Authenticator, RealmResolver {
    /** How long the game server may take. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Pattern SUBJECT_TOKEN =
            Pattern.compile("[^.*>\\s\\p{Cntrl}]{1,128}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String REGISTER_REALM = "ipc.request.registerRealm";
    private static final String CID = "cid";
    private static final String REALMS = "realms";
    private static final String HOME = "/";
    private static final List<String> REALMS_OF_HOME = List.of("lobby", "chat-lobby");

    private final Map<String, JWTVerifier> verifiers;
    private final NatsBus bus;

    Admission(String secret, NatsBus bus) {
        this.bus = bus;
        this.verifiers = Stream.of(Algorithm.HMAC256(secret), Algorithm.HMAC384(secret), Algorithm.HMAC512(secret))
                .collect(Collectors.toUnmodifiableMap(
                        Algorithm::getName,
                        algorithm -> JWT.require(algorithm).ignoreIssuedAt().build()));
    }

    @Override
    public CompletionStage<User> authenticate(Handshake handshake) {
        String token = required(handshake, "token");
        String path = required(handshake, "path");
        String cid = subjectToken("cid", required(handshake, CID));
        DecodedJWT claims = verified(token);
        String uid = subjectToken("uid", claims.getClaim("uid").asString());
        boolean anonymous = !Boolean.TRUE.equals(claims.getClaim("a").asBoolean());
        return realms(path, uid)
                .thenApply(realms -> new User(uid, anonymous, Map.of(CID, cid, REALMS, String.join("\n", realms))));
    }

    /** The first of several counts. */
    private static String required(Handshake handshake, String name) {
        return handshake
                .query(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new RefusedException(CloseReason.BAD_FRAME.withText("no parameter " + name)));
    }

    /** What stands in a subject may not end the token, be a wildcard or end the line. */
    private static String subjectToken(String name, String value) {
        if (!SUBJECT_TOKEN.matcher(value).matches()) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("malformed " + name));
        }
        return value;
    }

    private DecodedJWT verified(String token) {
        try {
            DecodedJWT claims = JWT.decode(token);
            JWTVerifier verifier = verifiers.get(claims.getAlgorithm());
            if (verifier != null && claims.getClaim("uid").asString() != null) {
                return verifier.verify(claims);
            }
        } catch (JWTVerificationException foreign) {
            throw new RefusedException(CloseReason.LOGIN, foreign);
        }
        throw new RefusedException(CloseReason.LOGIN);
    }

    private CompletionStage<List<String>> realms(String path, String uid) {
        if (path.equals(HOME)) {
            return CompletableFuture.completedStage(REALMS_OF_HOME);
        }
        return bus.ask(REGISTER_REALM, Messages.registerRealmRequest(path, uid), DEADLINE)
                .thenApply(answer -> Messages.realmsOf(answer).stream()
                        .filter(name -> !name.isEmpty())
                        .peek(Routes::realm) // throws if nothing can be called so
                        .toList())
                .exceptionally(failure -> {
                    throw new RefusedException(CloseReason.UNAVAILABLE.withText("no realm answer"), failure);
                });
    }

    /** What is known already; a realm that is named twice is joined once. */
    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return CompletableFuture.completedStage(Resolution.of(realmsOf(request.user()).stream()
                .map(name -> Membership.of(Routes.realm(name)))
                .toList()));
    }

    static String cidOf(User user) {
        return user.claims().getOrDefault(CID, "");
    }

    /** Returns the realms' names as the game server gave them. */
    static List<String> realmsOf(User user) {
        return user.claims().getOrDefault(REALMS, "").lines().toList();
    }
}
