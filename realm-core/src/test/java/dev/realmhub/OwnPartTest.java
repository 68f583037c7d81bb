package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Note.Change;
import org.junit.jupiter.api.Test;

class OwnPartTest {
    private static final Realm TV = Realm.of("tv", "1");

    private final OwnPart own = new OwnPart(0);

    @Test
    void aRealmThatNobodyIsInAnyMoreIsToldOnceAndForgotten() {
        own.counted(TV, 1);
        assertThat(own.changes(0)).containsExactly(Change.count(TV, 1));
        own.counted(TV, -1);
        assertThat(own.changes(0)).containsExactly(Change.count(TV, 0));
        assertThat(own.all()).isEmpty();
    }
}
