package dev.realmhub.examples.crossword.store;

import dev.realmhub.FencedException;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Games in memory, for as long as the process lives. Thread-safe. */
public final class MemoryStore implements RealmStore {
    private static final class Kept {
        private long epoch;
        private Saved saved;
        private final Set<String> commands = new HashSet<>();

        Kept(Saved saved) {
            this.saved = saved;
        }
    }

    private final Map<Realm, Kept> games = new LinkedHashMap<>();

    @Override
    public synchronized boolean create(Realm realm, String state) {
        return games.putIfAbsent(realm, new Kept(new Saved(0, state))) == null;
    }

    @Override
    public synchronized Optional<Saved> read(Realm realm) {
        return Optional.ofNullable(games.get(realm)).map(kept -> kept.saved);
    }

    @Override
    public synchronized List<Realm> newest(String kind, int most) {
        List<Realm> ofKind = new ArrayList<>(games.keySet());
        ofKind.removeIf(realm -> !realm.kind().equals(kind));
        Collections.reverse(ofKind);
        return ofKind.stream().limit(most).toList();
    }

    @Override
    public synchronized Optional<Saved> take(Realm realm, long epoch) {
        Kept kept = games.get(realm);
        if (kept == null) {
            return Optional.empty();
        }
        if (kept.epoch > epoch) {
            throw new FencedException(realm + " is of epoch " + kept.epoch + ", not " + epoch, null);
        }
        kept.epoch = epoch;
        return Optional.of(kept.saved);
    }

    @Override
    public synchronized boolean save(Realm realm, long epoch, long version, String command, String state) {
        Kept kept = games.get(realm);
        if (kept != null && kept.commands.contains(command)) {
            return false;
        }
        if (kept == null || kept.epoch != epoch || kept.saved.version() != version) {
            throw new FencedException(realm + " is not of epoch " + epoch + " and version " + version, null);
        }
        kept.commands.add(command);
        kept.saved = new Saved(version + 1, state);
        return true;
    }
}
