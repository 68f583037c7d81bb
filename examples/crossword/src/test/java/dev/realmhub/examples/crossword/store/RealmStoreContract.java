package dev.realmhub.examples.crossword.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.FencedException;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises. */
interface RealmStoreContract {
    Realm GAME = Realm.of("game", "1");

    /** An empty store. */
    RealmStore store();

    @Test
    default void whatWasSavedIsThereForTheNextOwner() {
        RealmStore store = store();
        assertThat(store.take(GAME, 1)).isEmpty();
        assertThat(store.create(GAME, "begun")).isTrue();
        assertThat(store.create(GAME, "again")).isFalse();
        assertThat(store.take(GAME, 1)).contains(new RealmStore.Saved(0, "begun"));
        assertThat(store.save(GAME, 1, 0, "a", "é {}")).isTrue();
        assertThat(store.save(GAME, 1, 1, "b", "second")).isTrue();
        assertThat(store.take(GAME, 7)).contains(new RealmStore.Saved(2, "second"));
    }

    @Test
    default void aFormerOwnerIsRefusedFromTheMomentTheNextTakesTheGame() {
        RealmStore store = store();
        store.create(GAME, "begun");
        store.take(GAME, 5);
        store.take(GAME, 6);
        assertThatThrownBy(() -> store.save(GAME, 5, 0, "a", "zombie")).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> store.take(GAME, 5)).isInstanceOf(FencedException.class);
        assertThat(store.take(GAME, 6)).contains(new RealmStore.Saved(0, "begun"));
    }

    @Test
    default void whoMissedASaveIsRefused() {
        RealmStore store = store();
        store.create(GAME, "begun");
        store.take(GAME, 1);
        store.save(GAME, 1, 0, "a", "first");
        assertThatThrownBy(() -> store.save(GAME, 1, 0, "b", "from an old copy"))
                .isInstanceOf(FencedException.class);
        assertThat(store.take(GAME, 1)).contains(new RealmStore.Saved(1, "first"));
    }

    @Test
    default void aCommandIsSavedOnceHoweverOftenItIsTried() {
        RealmStore store = store();
        store.create(GAME, "begun");
        store.take(GAME, 1);
        assertThat(store.save(GAME, 1, 0, "a", "first")).isTrue();
        assertThat(store.save(GAME, 1, 1, "a", "twice")).isFalse();
        store.take(GAME, 2);
        assertThat(store.save(GAME, 2, 1, "a", "by the next owner, too")).isFalse();
        assertThat(store.take(GAME, 2)).contains(new RealmStore.Saved(1, "first"));
    }

    @Test
    default void ofOwnersWhoWriteAtOnceOnlyTheLastEpochsWritesAreAccepted() {
        RealmStore store = store();
        ExecutorService owners = Executors.newFixedThreadPool(4);
        try {
            for (int run = 0; run < 50; run++) {
                Realm game = Realm.of("game", "split", Integer.toString(run));
                store.create(game, "begun");
                List<CompletableFuture<Boolean>> saves = new ArrayList<>();
                IntStream.rangeClosed(1, 4)
                        .forEach(epoch -> saves.add(
                                CompletableFuture.supplyAsync(() -> takeAndSave(store, game, epoch), owners)));
                long accepted = saves.stream().filter(CompletableFuture::join).count();
                RealmStore.Saved last = store.take(game, 9).orElseThrow();
                assertThat(last.version()).isEqualTo(accepted);
                assertThat(last.state()).as("the highest epoch writes last").isEqualTo("4");
            }
        } finally {
            owners.shutdown();
        }
    }

    private static boolean takeAndSave(RealmStore store, Realm game, int epoch) {
        try {
            long version = store.take(game, epoch).orElseThrow().version();
            return store.save(game, epoch, version, "c" + epoch, Integer.toString(epoch));
        } catch (FencedException refused) {
            return false;
        }
    }
}
