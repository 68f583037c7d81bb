package dev.realmhub.examples.crossword;

/** A command that the server refuses, with a code for the page and words for the player. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String text;

    BadRequest(String code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }
}
