package dev.realmhub.examples.crossword;

import dev.realmhub.Hub;
import dev.realmhub.Realm;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /admin/hub.json} tells what is on this node; with {@code ?realm=game:abc} who is in that realm. Behind {@link AdminGuard}. */
final class InspectionServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Hub hub;

    InspectionServlet(Hub hub) {
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String realm = request.getParameter("realm");
        try {
            Answers.json(response, realm == null ? hub.inspect() : hub.inspect(Realm.parse(realm)));
        } catch (IllegalArgumentException malformed) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            Answers.write(response, "text/plain", "That is no realm.");
        }
    }
}
