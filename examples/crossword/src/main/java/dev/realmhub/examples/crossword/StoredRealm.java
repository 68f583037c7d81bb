package dev.realmhub.examples.crossword;

import com.fasterxml.jackson.databind.JsonNode;
import dev.realmhub.Backend;
import dev.realmhub.Command;
import dev.realmhub.FencedException;
import dev.realmhub.GameFactory;
import dev.realmhub.Outcome;
import dev.realmhub.Ownership;
import dev.realmhub.Payload;
import dev.realmhub.examples.crossword.rules.IllegalPlay;
import dev.realmhub.examples.crossword.store.RealmStore;
import dev.realmhub.examples.crossword.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A realm in the memory of its owner. What a command changes is in the store before the command is answered or anybody hears of
 * it, and each user's last command is stored with it: sent again, it is answered again and not run again.
 *
 * <p>Not thread-safe: its owner runs one thing after the other.
 */
abstract class StoredRealm implements GameFactory.Game {
    private static final int USERS_REMEMBERED = 200;

    /** What the store holds: the realm's own state, and by user what he did last. */
    record Kept(JsonNode state, Map<String, Done> done) {}

    /** A command that was run, named by who sent it, and its answer. */
    record Done(String id, String answer) {}

    private record Named(@Nullable String id) {}

    private final Ownership ownership;
    private final RealmStore store;
    private final Map<String, Done> done;
    private final List<Runnable> news = new ArrayList<>();
    private long version;
    private String saved;

    StoredRealm(Ownership ownership, RealmStore store, RealmStore.Saved stored) {
        this.ownership = ownership;
        this.store = store;
        this.version = stored.version();
        this.saved = stored.state();
        this.done = new LinkedHashMap<>(Json.stored(saved, Kept.class).done());
    }

    /** Returns what the store holds of a realm that is new. */
    static String begun(Object state) {
        return Json.text(new Kept(Json.tree(state), Map.of()));
    }

    /** Returns a realm's own state, from what the store holds. */
    static <T> T stateOf(RealmStore.Saved stored, Class<T> type) {
        return Json.of(Json.stored(stored.state(), Kept.class).state(), type);
    }

    /** Runs a command; returns what becomes the answer's JSON. Throws {@link BadRequest} or {@link IllegalPlay}. */
    abstract Object run(Command command);

    /** Returns all that is to be stored. */
    abstract Object state();

    final Ownership ownership() {
        return ownership;
    }

    /** Runs something once the change that it tells of is stored. */
    final void afterwards(Runnable telling) {
        news.add(telling);
    }

    @Override
    public final void handle(Command command, Backend.Reply reply) {
        String id = Objects.requireNonNullElse(
                Json.read(command.payload().text(), Named.class).id(), "");
        Outcome outcome = outcomeOf(command, id);
        try {
            keep(id.isEmpty() ? null : command.user().id() + "/" + id);
            reply.with(outcome);
        } catch (StoreException unknown) {
            reply.with(new Outcome.Unknown());
        }
    }

    private Outcome outcomeOf(Command command, String id) {
        String user = command.user().id();
        Done before = done.get(user);
        if (before != null && before.id().equals(id)) {
            return Outcome.ok(Payload.text(before.answer()));
        }
        try {
            String answer = Json.text(run(command));
            if (!id.isEmpty()) {
                remember(user, new Done(id, answer));
            }
            return Outcome.ok(Payload.text(answer));
        } catch (BadRequest refused) {
            return Outcome.rejected(refused.code(), refused.text());
        } catch (IllegalPlay refused) {
            return Outcome.rejected(refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    private void remember(String user, Done last) {
        done.remove(user);
        done.put(user, last);
        if (done.size() > USERS_REMEMBERED) {
            done.remove(done.keySet().iterator().next());
        }
    }

    /** Stores what changed, and only then tells of it. */
    final void keep(@Nullable String command) {
        String now = Json.text(new Kept(Json.tree(state()), done));
        if (!now.equals(saved)) {
            write(command == null ? "version " + (version + 1) : command, now);
        }
        List<Runnable> telling = List.copyOf(news);
        news.clear();
        telling.forEach(Runnable::run);
    }

    /** Who does not know what became of a write drops his copy: the store's is right. */
    private void write(String command, String now) {
        try {
            if (!store.save(ownership.realm(), ownership.epoch(), version, command, now)) {
                throw new FencedException(command + " was run in " + ownership.realm() + " before", null);
            }
        } catch (StoreException unknown) {
            ownership.fence();
            throw unknown;
        }
        version++;
        saved = now;
    }
}
