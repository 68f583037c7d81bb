package dev.realmhub.cli;

/** Makes text of strangers fit for a terminal: one line, and nothing that the terminal would obey. */
final class Plain {
    private Plain() {}

    /** Returns the text with control characters, line ends and changes of direction written as in JSON. */
    static String text(String any) {
        StringBuilder plain = new StringBuilder(any.length());
        any.codePoints().forEach(point -> append(plain, point));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int point) {
        switch (point) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> {
                if (isObeyed(point)) {
                    plain.append(String.format("\\u%04x", point));
                } else {
                    plain.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean isObeyed(int point) {
        boolean separates = point == 0x2028 || point == 0x2029;
        boolean turns = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
        return Character.isISOControl(point) || separates || turns;
    }
}
