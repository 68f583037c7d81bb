package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to do when NATS is not as we need it. */
final class Remedies {
    /** When there is no connection, by jnats' words. */
    private static final Map<String, String> BY_WORD = new LinkedHashMap<>();

    static {
        BY_WORD.put("authorization", "check the login, token or credentials");
        BY_WORD.put("authentication", "check the login, token or credentials");
        BY_WORD.put("pkix", "name the authority that signed the server's certificate by trust(pem)");
        BY_WORD.put("ssl", "speak TLS if the server does, by trust(pem) or a tls:// URL, and not if it does not");
        BY_WORD.put("tls", "speak TLS if the server does, by trust(pem) or a tls:// URL, and not if it does not");
        BY_WORD.put("connection refused", "start nats-server there, or mend the URL");
        BY_WORD.put("unresolved", "mend the host's name in the URL");
    }

    private Remedies() {}

    /** Returns a failure to connect with the servers' names, and what to do. */
    static BrokerException of(BrokerException failed, String servers) {
        String words = String.valueOf(failed.getMessage());
        String lower = words.toLowerCase(Locale.ROOT);
        String remedy = BY_WORD.entrySet().stream()
                .filter(word -> lower.contains(word.getKey()))
                .map(word -> "; " + word.getValue())
                .findFirst()
                .orElse("");
        return new BrokerException(
                failed.fault(),
                "could not connect to NATS at " + servers + ": " + words + remedy
                        + "; connectInBackground() would go on trying",
                failed);
    }

    /** Returns why something that needs JetStream cannot be had. */
    static BrokerException jetStreamIsOff(String what, String serverVersion, @Nullable Throwable cause) {
        return new BrokerException(
                BrokerException.Fault.FAILED,
                what + " need JetStream, which is off on this nats-server (" + serverVersion
                        + ") or for this account: start it with -js, or enable it in its configuration",
                cause);
    }
}
