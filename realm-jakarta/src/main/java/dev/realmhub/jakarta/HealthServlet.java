package dev.realmhub.jakarta;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Answers load balancers: 200 while something is so, 503 while it is not, each with a JSON text.
 *
 * <pre>{@code
 * servletContext.addServlet("ready", new HealthServlet(hub::isReady, "{\"ready\":true}", "{\"ready\":false}")).addMapping("/ready");
 * }</pre>
 *
 * <p>Thread-safe. Asks anew for each request, on the container's thread.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient BooleanSupplier isWell;
    private final String well;
    private final String unwell;

    /**
     * Makes one.
     *
     * @param isWell must not block
     * @param well JSON for 200
     * @param unwell JSON for 503
     */
    public HealthServlet(BooleanSupplier isWell, String well, String unwell) {
        this.isWell = isWell;
        this.well = well;
        this.unwell = unwell;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean now = isWell.getAsBoolean();
        response.setStatus(now ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(now ? well : unwell);
    }
}
