package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final Payload COMMON = Payload.text("common");
    private static final Payload MINE = Payload.text("mine");
    private static final Payload ROLE = Payload.text("role");

    @Test
    void theViewOfTheUserComesBeforeTheViewOfTheRoleAndThatBeforeTheCommonOne() {
        Publication publication =
                Publication.of(COMMON).viewOfUser("alice", MINE).viewOfRole("player", ROLE);
        assertThat(publication.seenBy("alice", "player")).isSameAs(MINE);
        assertThat(publication.seenBy("alice", "")).isSameAs(MINE);
        assertThat(publication.seenBy("bob", "player")).isSameAs(ROLE);
        assertThat(publication.seenBy("bob", "observer")).isSameAs(COMMON);
        assertThat(publication.seenBy("bob", "")).isSameAs(COMMON);
        assertThat(publication.seenBy("player", "alice")).isSameAs(COMMON);
    }

    @Test
    void whatIsHiddenIsSeenByThoseWithAViewOnly() {
        Publication publication = Publication.hidden().viewOfRole("player", ROLE);
        assertThat(publication.seenBy("bob", "observer")).isNull();
        assertThat(publication.seenBy("bob", "player")).isSameAs(ROLE);
        assertThat(publication.common()).isEmpty();
        assertThat(Publication.hidden().seenBy("alice", "player")).isNull();
    }

    @Test
    void addingAViewLeavesThePublicationAsItWas() {
        Publication plain = Publication.of("common");
        Publication more = plain.viewOfUser("alice", MINE);
        assertThat(plain.userViews()).isEmpty();
        assertThat(plain.seenBy("alice", "")).isEqualTo(COMMON);
        assertThat(more.userViews()).containsOnlyKeys("alice");
        assertThat(more.viewOfRole("player", ROLE).roleViews()).containsOnlyKeys("player");
    }

    @Test
    void theLastViewOfAUserCounts() {
        Publication publication = Publication.of("x").viewOfUser("alice", ROLE).viewOfUser("alice", MINE);
        assertThat(publication.seenBy("alice", "")).isSameAs(MINE);
    }
}
