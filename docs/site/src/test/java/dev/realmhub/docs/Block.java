package dev.realmhub.docs;

import java.nio.file.Path;

/**
 * A block of code of a page.
 *
 * @param page where it stands, from the root of the repository
 * @param line the line of its first fence, from 1
 * @param language what its fence names; empty if nothing
 * @param mark what the page says of it in a comment right before it, behind {@code code:}; empty if nothing
 * @param context Java that readers do not see: the page's, and this block's own
 * @param text what readers see
 */
record Block(Path page, int line, String language, String mark, String context, String text) {
    boolean isExcerpt() {
        return mark.startsWith("excerpt");
    }

    boolean isQuote() {
        return mark.startsWith("from ");
    }

    /** The file that it is a part of. */
    Path source() {
        return Path.of(mark.substring("from ".length()).strip());
    }

    boolean isRun() {
        return mark.equals("run");
    }

    Block with(String other) {
        return new Block(page, line, language, mark, context, other);
    }

    /** Its place as a reader looks for it, and a name for its package. */
    @Override
    public String toString() {
        return page + ":" + line + " " + language;
    }
}
