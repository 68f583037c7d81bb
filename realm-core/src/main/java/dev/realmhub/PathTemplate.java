package dev.realmhub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A path with names for whole segments: {@code /game/{id}}. */
final class PathTemplate {
    private final String text;
    private final List<String> segments;

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, a brace stands inside a segment, or a name twice
     */
    PathTemplate(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("path template '" + text + "' must begin with '/'");
        }
        this.text = text;
        this.segments = segments(text);
        segments.forEach(this::checkSegment);
        checkNamesDiffer();
    }

    /**
     * Returns the matched names, or empty if the path is of another shape. A name matches only what can be a token of a
     * realm, since that is what it is for. One slash at the end makes no difference.
     */
    Optional<Map<String, String>> match(String path) {
        List<String> given = segments(path);
        if (!path.startsWith("/") || given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String expected = segments.get(i);
            String actual = UrlText.segment(given.get(i));
            if (!isName(expected)) {
                if (!expected.equals(actual)) {
                    return Optional.empty();
                }
            } else if (!Names.isToken(actual)) {
                return Optional.empty();
            } else {
                params.put(expected.substring(1, expected.length() - 1), actual);
            }
        }
        return Optional.of(params);
    }

    private void checkSegment(String segment) {
        boolean brace = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
        if (brace && !(isName(segment) && segment.length() > 2 && segment.indexOf('{', 1) < 0)) {
            throw new IllegalArgumentException(
                    "path template '" + text + "': a name must be a whole segment, like /game/{id}");
        }
    }

    private void checkNamesDiffer() {
        List<String> names = segments.stream().filter(PathTemplate::isName).toList();
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("path template '" + text + "': each name may stand there once");
        }
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> segments(String path) {
        String inner = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(inner.split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
