package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.RefusedException;
import dev.realmhub.User;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens a hub to WebSockets, behind the application's filters. Who may not in gets an HTTP status of {@link
 * CloseReason#httpStatus()} and a short text, before any upgrade.
 *
 * <pre>{@code
 * servletContext.addServlet("hub", new HubServlet(hub)).addMapping("/ws/*");
 * }</pre>
 *
 * <p>What follows the mapping is the client's path if it sends no query parameter {@code path}. The container's thread
 * waits for the {@link dev.realmhub.Authenticator}, at most {@link dev.realmhub.HubConfig#authenticateDeadline()}.
 *
 * <p>Thread-safe.
 */
public final class HubServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int UPGRADE_REQUIRED = 426;

    private final transient Hub hub;
    private final transient Protocols protocols;

    /** Makes one for {@code realmhub.v1}, {@code realmhub.v1.json} and raw clients. */
    public HubServlet(Hub hub) {
        this(hub, List.of());
    }

    /**
     * Makes one with more protocols.
     *
     * @param more protocols besides the three, or in place of one of the same name; raw clients' name is empty
     */
    public HubServlet(Hub hub, List<ClientProtocol> more) {
        Libraries.check();
        this.hub = Protocols.given(hub);
        this.protocols = Protocols.of(hub.config(), more);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!asksForWebSocket(request)) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
            answer(response, UPGRADE_REQUIRED, "Here is a WebSocket and nothing else.");
            return;
        }
        try {
            Upgrade.of(hub, protocols, admit(request)).answer(getServletContext(), request, response);
        } catch (RefusedException refused) {
            refuse(response, refused.reason());
        }
    }

    /** Whether the container may upgrade: where not, Jetty would answer 500, and Undertow would upgrade all the same. */
    private static boolean asksForWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && Handshakes.wantsUpgrade(request)
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    private Guest admit(HttpServletRequest request) {
        if (!Handshakes.isWellFormed(request)) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("malformed URL"));
        }
        Handshake handshake = Handshakes.of(request);
        ClientProtocol protocol = protocols
                .firstOf(Protocols.offered(handshake))
                .orElseThrow(() -> new RefusedException(Protocols.UNKNOWN));
        return new Guest(handshake, protocol, CompletableFuture.completedStage(userOf(handshake)));
    }

    /** Waits: Undertow cannot upgrade once a request is asynchronous. The hub's deadline is the first to ring. */
    private User userOf(Handshake handshake) {
        try {
            return hub.authenticate(handshake)
                    .toCompletableFuture()
                    .get(hub.config().authenticateDeadline().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RefusedException refused
                    ? refused
                    : new RefusedException(CloseReason.RESOLVER_FAILED, failed);
        } catch (TimeoutException late) {
            throw new RefusedException(CloseReason.DEADLINE, late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RefusedException(CloseReason.UNAVAILABLE, stopping);
        }
    }

    private static void refuse(HttpServletResponse response, CloseReason reason) throws IOException {
        if (reason.retry()) {
            response.setHeader("Retry-After", Long.toString(reason.retryAfter().toSeconds()));
        }
        answer(response, reason.httpStatus(), reason.text());
    }

    /** And that is all: a connection that is kept alive costs the container as much as one that was let in. */
    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(text);
    }
}
