package dev.realmhub.examples.crossword;

import dev.realmhub.Health;
import dev.realmhub.Hub;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /healthz} answers 200 while the process works, {@code /readyz} while new visitors should come here; else 503. Both say why
 * not. Open to everybody: they tell nothing that a visitor would not notice.
 */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Hub hub;

    HealthServlet(Hub hub) {
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health health = hub.health();
        boolean well = request.getServletPath().equals("/healthz") ? health.live() : health.ready();
        response.setStatus(well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Answers.json(response, health);
    }
}
