package dev.realmhub.examples.crossword;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code POST /login} gives a visitor a name, {@code GET /me} tells it (null for a visitor without), {@code POST /logout} takes it back. */
final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private record Name(@Nullable String name) {}

    private final transient Sessions sessions;

    LoginServlet(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Person me = Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(Sessions.COOKIE))
                .findFirst()
                .flatMap(cookie -> sessions.read(cookie.getValue()))
                .orElse(null);
        answer(response, 200, me);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/logout")) {
            response.addCookie(cookie("", 0));
            answer(response, 200, new Messages.Empty());
            return;
        }
        Optional<String> name = nameIn(request).flatMap(Sessions::name);
        if (name.isEmpty()) {
            answer(response, 400, new Problem("A name has 1 to " + Sessions.MAX_NAME + " letters."));
            return;
        }
        String session = sessions.begin(name.get());
        response.addCookie(cookie(session, (int) Sessions.LIFE.toSeconds()));
        answer(response, 200, sessions.read(session).orElseThrow());
    }

    private record Problem(String text) {}

    private static Optional<String> nameIn(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.startsWith("application/json")) {
            return Optional.ofNullable(request.getParameter("name"));
        }
        try {
            byte[] body = request.getInputStream().readNBytes(1024);
            return Optional.ofNullable(Json.read(new String(body, java.nio.charset.StandardCharsets.UTF_8), Name.class)
                    .name());
        } catch (BadRequest malformed) {
            return Optional.empty();
        }
    }

    private static Cookie cookie(String value, int seconds) {
        Cookie cookie = new Cookie(Sessions.COOKIE, value);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static void answer(HttpServletResponse response, int status, @Nullable Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(Json.text(body));
    }
}
