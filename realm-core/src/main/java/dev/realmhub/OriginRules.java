package dev.realmhub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may connect. WebSockets are not bound to their page's origin by browsers, so without this list any site
 * could speak in its visitors' names.
 */
final class OriginRules {
    private final Set<String> allowed = new HashSet<>();
    private boolean absentAllowed;
    private boolean anyAllowed;

    /**
     * Allows an origin, exactly: scheme, host and port.
     *
     * @throws IllegalArgumentException if it is none, or a pattern
     */
    void allow(String origin) {
        allowed.add(checked(origin));
    }

    /** Allows clients that send no origin: everything but browsers. */
    void allowAbsent() {
        absentAllowed = true;
    }

    /** Allows all, and none. */
    void allowAny() {
        anyAllowed = true;
    }

    boolean isEmpty() {
        return allowed.isEmpty() && !absentAllowed && !anyAllowed;
    }

    boolean allows(Handshake handshake) {
        String origin = handshake.origin();
        if (anyAllowed) {
            return true;
        }
        return origin.isEmpty() ? absentAllowed : allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    OriginRules copy() {
        OriginRules copy = new OriginRules();
        copy.allowed.addAll(allowed);
        copy.absentAllowed = absentAllowed;
        copy.anyAllowed = anyAllowed;
        return copy;
    }

    private static String checked(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        URI uri = parsed(origin, lower);
        String bare = uri.getScheme() + "://" + uri.getHost();
        String full = uri.getPort() < 0 ? bare : bare + ":" + uri.getPort();
        if (!full.equals(lower)) {
            throw notAnOrigin(origin);
        }
        return uri.getPort() == ownPort(uri.getScheme()) ? bare : full;
    }

    private static URI parsed(String origin, String lower) {
        try {
            return new URI(lower);
        } catch (URISyntaxException e) {
            throw notAnOrigin(origin);
        }
    }

    /** The port that browsers leave out. */
    private static int ownPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> -2;
        };
    }

    private static IllegalArgumentException notAnOrigin(String origin) {
        return new IllegalArgumentException("allowOrigin(\"" + origin
                + "\"): an origin is scheme, host and, if it is not the scheme's own, port, like https://game.example;"
                + " no path and no pattern");
    }
}
