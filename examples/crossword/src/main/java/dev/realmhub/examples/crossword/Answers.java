package dev.realmhub.examples.crossword;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Bodies of answers that nobody may keep. */
final class Answers {
    private Answers() {}

    static void json(HttpServletResponse response, Object value) throws IOException {
        write(response, "application/json", Json.text(value));
    }

    static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(text);
    }
}
