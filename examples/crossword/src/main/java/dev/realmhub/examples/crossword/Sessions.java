package dev.realmhub.examples.crossword;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who a browser says it is: a signed cookie with a random user id and the chosen name. Hubs that share {@code
 * CROSSWORD_SECRET} know each other's; without it each start makes a secret of its own. Thread-safe.
 */
final class Sessions {
    static final String COOKIE = "session";
    static final Duration LIFE = Duration.ofDays(30);
    static final int MAX_NAME = 24;

    private final Algorithm algorithm;
    private final byte[] secret;

    Sessions(byte[] secret) {
        this.secret = secret.clone();
        algorithm = Algorithm.HMAC256(secret);
    }

    static Sessions fromEnvironment() {
        String secret = System.getenv("CROSSWORD_SECRET");
        return new Sessions(secret == null ? random() : secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Returns the hubs' common secret for coming back: another than that of the cookies, but as secret, and as common. */
    byte[] resumeKey() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal("resume".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HmacSHA256", impossible);
        }
    }

    /** Returns the cookie value of a new user. */
    String begin(String name) {
        Instant now = Instant.now();
        return JWT.create()
                .withSubject(Person.called(name).id())
                .withClaim(Person.NAME, name)
                .withIssuedAt(now)
                .withExpiresAt(now.plus(LIFE))
                .sign(algorithm);
    }

    /** Returns whose cookie it is; empty if it is none of ours, or too old. */
    Optional<Person> read(String cookie) {
        try {
            DecodedJWT token = JWT.require(algorithm).build().verify(cookie);
            return Optional.of(
                    new Person(token.getSubject(), token.getClaim(Person.NAME).asString()));
        } catch (JWTVerificationException foreign) {
            return Optional.empty();
        }
    }

    /** Returns the name as it is shown: printable, without spaces around, 1 to 24 characters; empty if it is none. */
    static Optional<String> name(String given) {
        String name = given.codePoints()
                .filter(c -> isShown(c))
                .limit(MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Half a surrogate pair would be in no lawful user id. */
    private static boolean isShown(int character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character) && type != Character.FORMAT && type != Character.SURROGATE;
    }

    private static byte[] random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encode(secret);
    }
}
