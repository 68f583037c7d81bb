package dev.realmhub.test;

import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads all that a client ever heard, and finds what it should not have: an event outside a membership, in the view of
 * another user or role, twice, out of order, or with a hole before it.
 */
final class History {
    private final TestClient client;
    private final List<String> faults = new ArrayList<>();
    private final Map<Realm, String> roles = new HashMap<>();
    /** The last number heard of each publisher in each realm of the current memberships. */
    private final Map<String, Integer> last = new HashMap<>();

    private int index;

    private History(TestClient client) {
        this.client = client;
    }

    static List<String> faults(TestClient client) {
        History history = new History(client);
        for (FromHub message : client.history()) {
            history.read(message);
            history.index++;
        }
        return history.faults;
    }

    private void read(FromHub message) {
        check((index == 0) == (message instanceof ClientProtocol.Welcome) || closing(message), "not welcome first");
        if (message instanceof ClientProtocol.Joined joined) {
            join(joined.membership());
        } else if (message instanceof ClientProtocol.Left left) {
            check(roles.remove(left.realm()) != null, "left " + left.realm() + " without a membership");
            last.keySet().removeIf(key -> key.startsWith(left.realm() + " "));
        } else if (message instanceof ClientProtocol.Event event) {
            hear(event);
        } else if (closing(message)) {
            check(index == client.history().size() - 1, "something after closing");
        }
    }

    private static boolean closing(FromHub message) {
        return message instanceof ClientProtocol.Closing;
    }

    private void join(Membership membership) {
        check(roles.put(membership.realm(), membership.role()) == null, "joined " + membership + " twice");
    }

    private void hear(ClientProtocol.Event event) {
        String[] words = event.payload().text().split(" ", 4);
        String target = words[1];
        String view = words[3];
        Realm realm = event.realm();
        if (realm != null && !roles.containsKey(realm)) {
            faults.add(at("heard " + event.payload().text() + " outside a membership"));
        } else if (view.equals("direct")) {
            check(
                    target.equals(user()) || (realm == null && target.equals("everyone")),
                    "heard what was " + target + "'s");
        } else {
            check(realm != null && target.equals(realm.toString()), "heard " + target + " in " + realm);
            check(view.equals(viewOf(realm)), "heard the view " + view + " as " + roles.get(realm));
            inOrder(realm + " " + words[0], Integer.parseInt(words[2]));
        }
    }

    private String viewOf(@org.jspecify.annotations.Nullable Realm realm) {
        if (user().equals("u0")) {
            return "u0";
        }
        return "player".equals(roles.get(realm)) ? "player" : "common";
    }

    private void inOrder(String stream, int number) {
        Integer before = last.put(stream, number);
        check(before == null || before == number - 1, "heard " + number + " after " + before + " of " + stream);
    }

    private String user() {
        return client.client().user().id();
    }

    private void check(boolean fine, String fault) {
        if (!fine) {
            faults.add(at(fault));
        }
    }

    private String at(String fault) {
        return user() + ", message " + index + ": " + fault;
    }
}
