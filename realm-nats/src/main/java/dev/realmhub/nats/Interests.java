package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node listens to from its start, and what only while it attends to it.
 *
 * <p>Immutable and thread-safe.
 */
final class Interests {
    private final Subjects subjects;
    private final Set<String> keptKinds;
    private final Interest others;
    private final Set<String> wholeKinds;

    /**
     * Makes them.
     *
     * @param others what of the kinds not named here, and of users
     * @param wholeKinds kinds of which a node is sent all
     */
    Interests(Subjects subjects, List<RealmKind> kinds, Interest others, Set<String> wholeKinds) {
        this.subjects = subjects;
        this.others = others;
        this.wholeKinds = Set.copyOf(wholeKinds);
        keptKinds =
                kinds.stream().filter(RealmKind::isKept).map(RealmKind::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes them as a broker's builder was told.
     *
     * @throws IllegalArgumentException if a kind is to be {@link Interest#JOINED} while the others are not
     */
    static Interests of(Subjects subjects, List<RealmKind> kinds, Interest others, Map<String, Interest> byKind) {
        if (others == Interest.ALL && byKind.containsValue(Interest.JOINED)) {
            throw new IllegalArgumentException(
                    "interest in " + byKind + " needs interest(JOINED), then interest(ALL, kinds...)");
        }
        Set<String> whole = byKind.entrySet().stream()
                .filter(kind -> kind.getValue() == Interest.ALL)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Interests(subjects, kinds, others, whole);
    }

    boolean isKept(Realm realm) {
        return keptKinds.contains(realm.kind());
    }

    boolean anyKept() {
        return !keptKinds.isEmpty();
    }

    /** Returns the kept kinds as they stand in subjects. */
    Set<String> keptTokens() {
        return keptKinds.stream().map(Tokens::encode).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what a node listens to from its start to its end. */
    List<String> always(Broker.Node node) {
        List<String> where = new ArrayList<>(subjects.ownOf(node.id()));
        if (others == Interest.ALL) {
            where.addAll(List.of(subjects.allRealms(), subjects.allUsers()));
            if (anyKept()) {
                where.add(subjects.live());
            }
        } else {
            wholeKinds.forEach(
                    kind -> where.addAll(keptKinds.contains(kind) ? subjects.liveOfKind(kind) : subjects.ofKind(kind)));
        }
        return where;
    }

    /**
     * Returns what a node listens to while it attends; empty if it hears that always.
     *
     * @throws IllegalArgumentException if it is no address of a realm or of a user
     */
    Optional<String> attended(Address address) {
        if (address instanceof Address.OfRealm to) {
            return others == Interest.ALL || wholeKinds.contains(to.realm().kind())
                    ? Optional.empty()
                    : Optional.of(isKept(to.realm()) ? subjects.liveInAnyLife(to.realm()) : subjects.of(to));
        }
        if (address instanceof Address.OfUser to) {
            return others == Interest.ALL ? Optional.empty() : Optional.of(subjects.of(to));
        }
        throw new IllegalArgumentException("nodes attend to realms and users, not to " + address);
    }
}
