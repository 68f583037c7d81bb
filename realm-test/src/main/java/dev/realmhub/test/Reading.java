package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Degraded;
import dev.realmhub.ClientProtocol.Delayed;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.ClientProtocol.Welcome;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one account from its first word to its last, and finds what the client should not have been told. */
final class Reading {
    private final History history;
    private final Account account;
    private final List<Account.Entry> entries;
    private final List<String> violations = new ArrayList<>();
    private final Map<Realm, Stay> stays = new LinkedHashMap<>();

    /** The last number heard of each publisher in each realm: on one connection none comes twice, whatever it joins and leaves. */
    private final Map<String, Integer> lastHeard = new HashMap<>();

    private Map<String, String> named = Map.of();
    private String user;
    private boolean welcome;
    private boolean closing;

    /** What it joins is what it gets for coming; only that can be resumed. */
    private boolean arriving = true;

    private boolean degraded;
    private int index;

    Reading(History history, Account account) {
        this.history = history;
        this.account = account;
        this.entries = account.entries();
        this.user = account.user().id();
    }

    List<String> violations() {
        for (index = 0; index < entries.size(); index++) {
            read(entries.get(index).word());
        }
        boolean open = account.isOpen();
        stays.values().forEach(stay -> stay.end(open));
        check(!(open && degraded), "was never told that the node is well again");
        return violations;
    }

    History history() {
        return history;
    }

    Account account() {
        return account;
    }

    long tick() {
        return entries.get(index).tick();
    }

    void violation(String what) {
        String at = index < entries.size()
                ? "word " + index + " at " + entries.get(index).millis() + " ms"
                : "the end";
        violations.add(account + ", " + at + ": " + what);
    }

    void check(boolean fine, String otherwise) {
        if (!fine) {
            violation(otherwise);
        }
    }

    /** Notes the number; returns whether it is higher than all before it of that publisher in that realm. */
    boolean isNext(Stamp stamp) {
        Integer before = lastHeard.put(stamp.publisher() + ' ' + stamp.audience(), stamp.number());
        return before == null || before < stamp.number();
    }

    private void read(Object word) {
        if (word instanceof Resume resume) {
            named = resume.positions();
        } else if (word instanceof dev.realmhub.ClientProtocol.FromHub told) {
            check(!closing, "was told " + told + " after the last word");
            check(welcome || isFirst(told), "was told " + told + " before it was welcome");
            arriving = arriving && (told instanceof Welcome || told instanceof Joined);
            hear(told);
        }
    }

    private static boolean isFirst(Object told) {
        return told instanceof Welcome || told instanceof Closing;
    }

    private void hear(dev.realmhub.ClientProtocol.FromHub told) {
        if (told instanceof Event event) {
            event(event);
        } else if (told instanceof Joined joined) {
            join(joined.membership());
        } else if (told instanceof Left left) {
            leave(left.realm());
        } else if (told instanceof Live live) {
            in(live.realm(), "live", stay -> stay.live(live));
        } else if (told instanceof RealmSnapshot snapshot) {
            in(snapshot.realm(), "a snapshot", stay -> stay.snapshot(snapshot));
        } else if (told instanceof Resync resync) {
            in(resync.realm(), "resync", Stay::resync);
        } else if (told instanceof Delayed delayed) {
            in(delayed.realm(), "delayed", Stay::delayed);
        } else if (told instanceof Degraded now) {
            degraded = now.degraded();
        } else if (told instanceof LoggedIn login) {
            user = login.user().id();
        } else if (told instanceof Welcome) {
            check(!welcome, "was welcome twice");
            welcome = true;
        } else if (told instanceof Closing) {
            closing = true;
        }
    }

    private void in(Realm realm, String what, Consumer<Stay> then) {
        Stay stay = stays.get(realm);
        if (stay == null) {
            violation("was told " + what + " of " + realm + ", where it is not");
        } else {
            then.accept(stay);
        }
    }

    private void join(Membership membership) {
        Realm realm = membership.realm();
        check(!stays.containsKey(realm), "joined " + realm + ", where it is already");
        String as = userOfJoin(realm);
        check(history.mayJoin(as, membership), "joined " + membership + ", which nobody granted " + as);
        String position = arriving ? named.get(realm.toString()) : null;
        Stay.Seat seat = new Stay.Seat(membership, as, position);
        stays.put(realm, history.isKept(realm) ? new KeptStay(this, seat) : new PlainStay(this, seat));
    }

    /** What a login brings is joined just before the client is told who it is now; what it had it left before that. */
    private String userOfJoin(Realm realm) {
        for (int i = index + 1; i < entries.size(); i++) {
            Object word = entries.get(i).word();
            if (word instanceof LoggedIn login) {
                return login.user().id();
            }
            if (word instanceof Left left && left.realm().equals(realm)) {
                return user;
            }
        }
        return user;
    }

    private void leave(Realm realm) {
        Stay stay = stays.remove(realm);
        if (stay == null) {
            violation("left " + realm + ", where it was not");
        } else {
            stay.end(false);
        }
    }

    private void event(Event event) {
        Stamp stamp = Stamp.of(event.payload());
        Realm realm = event.realm();
        if (realm == null) {
            check(isForUser(stamp.audience()), "heard " + stamp + ", which was for " + stamp.audience());
        } else if (stamp.audience().startsWith("user=")) {
            String own = Stamp.ofUser(user) + '@' + realm;
            check(stamp.audience().equals(own), "heard " + stamp + ", which was for " + stamp.audience());
            in(realm, stamp.toString(), stay -> {});
        } else {
            check(
                    stamp.audience().equals(realm.toString()),
                    "heard " + stamp + " of " + stamp.audience() + " in " + realm);
            in(realm, stamp.toString(), stay -> stay.event(event, stamp));
        }
    }

    private boolean isForUser(String audience) {
        return audience.equals(Stamp.EVERYONE) || audience.equals(Stamp.ofUser(user));
    }
}
