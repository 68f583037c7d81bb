package dev.realmhub.test;

import dev.realmhub.Payload;
import dev.realmhub.Publication;
import java.util.List;

/**
 * What a publisher writes on each publication, so that whoever reads a log knows what it was, for whom, and what comes
 * before it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param publisher who says it
 * @param number counts what the publisher says to this audience, from 1
 * @param audience the text form of a realm; or {@code user=…}, {@code user=…@realm} or {@code everyone}
 */
public record Stamp(String publisher, int number, String audience) {
    static final String COMMON = "common";
    static final String EVERYONE = "everyone";

    /** Returns a publication whose every view names whose it is. */
    public Publication publication(List<String> roles, List<String> users) {
        Publication publication = Publication.of(view(COMMON));
        for (String role : roles) {
            publication = publication.viewOfRole(role, view("role=" + role));
        }
        for (String user : users) {
            publication = publication.viewOfUser(user, view(ofUser(user)));
        }
        return publication;
    }

    /** As {@link #publication}, but those without a view of their own see nothing. */
    public Publication hiddenFromOthers(List<String> roles, List<String> users) {
        Publication publication = Publication.hidden();
        for (String role : roles) {
            publication = publication.viewOfRole(role, view("role=" + role));
        }
        for (String user : users) {
            publication = publication.viewOfUser(user, view(ofUser(user)));
        }
        return publication;
    }

    private Payload view(String view) {
        return Payload.text(publisher + ' ' + number + ' ' + audience + ' ' + view);
    }

    static String ofUser(String user) {
        return "user=" + user;
    }

    static Stamp of(Payload payload) {
        String[] words = payload.text().split(" ", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("no stamp: " + payload.text());
        }
        return new Stamp(words[0], Integer.parseInt(words[1]), words[2]);
    }

    /** Reads it from any of the views, which all have the same. */
    static Stamp of(Publication publication) {
        return of(publication.common().orElseGet(() -> anyView(publication)));
    }

    private static Payload anyView(Publication publication) {
        return publication.roleViews().values().stream()
                .findFirst()
                .orElseGet(() -> publication.userViews().values().iterator().next());
    }

    @Override
    public String toString() {
        return publisher + '#' + number;
    }
}
