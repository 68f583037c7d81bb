package dev.realmhub.test;

import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where the clients of a simulation can be: realms of all four kinds, at paths that name them and the roles in them. */
final class Places {
    static final Set<String> KEPT = Set.of("game", "chat");
    static final Set<String> SNAPSHOTS = Set.of("game", "room");

    private static final List<Realm> REALMS = List.of(
            Realm.of("game", "1"),
            Realm.of("game", "2"),
            Realm.of("chat", "1"),
            Realm.of("room", "1"),
            Realm.of("lobby"));
    private static final List<User> USERS = List.of(User.of("u0"), User.of("u1"), User.of("u2"), User.of("u3"));

    static boolean isGated(Realm realm) {
        return KEPT.contains(realm.kind()) || SNAPSHOTS.contains(realm.kind());
    }

    static Realm realm(Chance chance) {
        return chance.of(REALMS);
    }

    static List<User> users() {
        return USERS;
    }

    static User user(Chance chance) {
        return chance.of(USERS);
    }

    private Places() {}

    /** Returns a path to some of the realms; once in a while, to none. */
    static String path(Chance chance) {
        StringBuilder path = new StringBuilder("/");
        for (Realm realm : REALMS) {
            if (chance.oneIn(2)) {
                path.append(realm).append(chance.oneIn(2) ? "=player/" : "=observer/");
            }
        }
        return path.toString();
    }

    static List<Membership> memberships(String path) {
        List<Membership> all = new ArrayList<>();
        Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).forEach(part -> {
            String[] realmAndRole = part.split("=", 2);
            all.add(Membership.of(Realm.parse(realmAndRole[0]), realmAndRole[1]));
        });
        return all;
    }

    static Resolution resolution(String path) {
        return Resolution.of(memberships(path));
    }
}
