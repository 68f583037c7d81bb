package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.examples.crossword.store.MemoryStore;
import dev.realmhub.examples.crossword.store.RealmStore;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void allTurnsAreMadeAndNothingIsKept() {
        RealmStore kept = new MemoryStore();
        assertThat(Rehearsal.with(kept)).isEqualTo(Rehearsal.GAMES * Rehearsal.TURNS);
        assertThat(kept.newest(Table.KIND.name(), 1)).isEmpty();
    }
}
