package dev.realmhub.examples.crossword;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever sits at this machine, or brings the token of the environment's {@code CROSSWORD_ADMIN_TOKEN} as {@code
 * Authorization: Bearer}. A request that came through a proxy, or that names this machine by a foreign name, is nobody's at this
 * machine: proxies are, and so is what a page of another site has a browser ask.
 */
final class AdminGuard extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String BEARER = "Bearer ";
    private static final Set<String> OWN_ADDRESSES =
            Set.of("127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final @Nullable String token;

    AdminGuard(@Nullable String token) {
        this.token = token == null || token.isBlank() ? null : token;
    }

    static AdminGuard fromEnvironment() {
        return new AdminGuard(System.getenv("CROSSWORD_ADMIN_TOKEN"));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (hasToken(request) || isAtThisMachine(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        String sent = request.getHeader("Authorization");
        return token != null
                && sent != null
                && sent.startsWith(BEARER)
                && isEqual(token, sent.substring(BEARER.length()));
    }

    /** In a time that tells nothing of how much was right. */
    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAtThisMachine(HttpServletRequest request) {
        return OWN_ADDRESSES.contains(request.getRemoteAddr())
                && OWN_NAMES.contains(request.getServerName())
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
    }
}
