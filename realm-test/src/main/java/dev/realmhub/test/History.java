package dev.realmhub.test;

import dev.realmhub.Membership;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What happened in a cluster: what was published, what each client said and was told, which commands ran. {@link #check}
 * finds what should not have been: something out of order, twice, outside a membership or in somebody else's view, a hole
 * that nobody was told of, a command with no outcome or two, or run too late.
 *
 * <p>Publications carry {@link Stamp}s, snapshots {@link State}s, commands {@linkplain #command names}.
 *
 * <p>Thread-safe.
 */
public final class History {
    private final Set<String> keptKinds;
    private final Set<String> snapshotKinds;
    private final LongSupplier millis;
    private final AtomicLong ticks = new AtomicLong();
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final Queue<Account> accounts = new ConcurrentLinkedQueue<>();
    private final Map<Realm, Queue<Fact>> facts = new ConcurrentHashMap<>();
    private final Map<Realm, Facts> known = new ConcurrentHashMap<>();
    private final Queue<String> epochs = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> lost = new ConcurrentHashMap<>();
    private final Set<String> granted = ConcurrentHashMap.newKeySet();
    private final Queue<Execution> executions = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    /** A run of a command. */
    record Execution(String command, boolean late) {}

    /**
     * Makes an empty one.
     *
     * @param keptKinds the kinds of realms that keep streams
     * @param snapshotKinds the kinds that begin with snapshots
     * @param millis a clock, for the story only
     */
    public History(Set<String> keptKinds, Set<String> snapshotKinds, LongSupplier millis) {
        this.keptKinds = Set.copyOf(keptKinds);
        this.snapshotKinds = Set.copyOf(snapshotKinds);
        this.millis = millis;
    }

    /** Returns a publisher's next stamp for an audience. */
    public Stamp stamp(String publisher, String audience) {
        AtomicInteger last = numbers.computeIfAbsent(publisher + ' ' + audience, key -> new AtomicInteger());
        return new Stamp(publisher, last.incrementAndGet(), audience);
    }

    /** Notes that this is about to be published to a plain realm. */
    public void published(Realm realm, Publication publication) {
        factsOf(realm).add(Fact.of(ticks.incrementAndGet(), publication));
    }

    /** Notes that the realm's stream has just stored this, at its position. */
    public void stored(Realm realm, Publication publication) {
        note(realm, Fact.of(ticks.incrementAndGet(), publication));
    }

    /** Notes what stands in a realm's stream, all of it and in order, at the end: for those who cannot see it being stored. */
    public void read(Realm realm, List<Publication> events) {
        events.forEach(event -> note(realm, Fact.of(-1, event)));
    }

    private void note(Realm realm, Fact fact) {
        began(fact.position().epoch());
        factsOf(realm).add(fact);
    }

    /** Notes that streams have a new life. */
    public void began(String epoch) {
        if (!epochs.contains(epoch)) {
            epochs.add(epoch);
        }
    }

    /**
     * Notes that a publication to a plain realm did not reach a node.
     *
     * @param noticed whether the bus tells the node that it may have missed something
     */
    public void lost(String node, Stamp stamp, boolean noticed) {
        lost.merge(node + ' ' + stamp + ' ' + stamp.audience(), noticed, Boolean::logicalOr);
    }

    /** Notes that somebody gave a user this membership. Once one is noted, none is lawful that is not. */
    public void granted(String user, Membership membership) {
        granted.add(user + ' ' + membership);
    }

    /** Returns the text of a client's command, by which its executions are known. */
    public static String command(Account account, long id) {
        return account.name() + '/' + id;
    }

    /** Notes that a backend runs a {@linkplain #command command}. */
    public void executed(String command, boolean afterItsDeadline) {
        executions.add(new Execution(command, afterItsDeadline));
    }

    /** Notes something that must not happen at all, in words: it is a violation. */
    public void trouble(String what) {
        troubles.add(what);
    }

    /** Begins the account of a connection; its name must be unique. */
    public Account account(String name, User user, String node) {
        Account account = new Account(
                name, user, node, word -> new Account.Entry(ticks.incrementAndGet(), millis.getAsLong(), word));
        accounts.add(account);
        return account;
    }

    /**
     * Returns what is wrong, each in a sentence; empty if nothing is. To be called when all has come to rest: what is still
     * open then must be whole.
     */
    public List<String> check() {
        known.clear();
        List<String> violations = new ArrayList<>(troubles);
        for (Account account : accounts) {
            violations.addAll(new Reading(this, account).violations());
        }
        violations.addAll(CommandBook.violations(accounts(), List.copyOf(executions)));
        return violations;
    }

    /** Returns all accounts, in the order in which they began. */
    public List<Account> accounts() {
        return List.copyOf(accounts);
    }

    boolean isKept(Realm realm) {
        return keptKinds.contains(realm.kind());
    }

    boolean hasSnapshots(Realm realm) {
        return snapshotKinds.contains(realm.kind());
    }

    /** Returns what was published to a realm, as far as it is known when the check begins. */
    Facts facts(Realm realm) {
        return known.computeIfAbsent(realm, r -> new Facts(List.copyOf(factsOf(r))));
    }

    /** Returns whether the realm had events in a later life of the streams. */
    boolean isOutdated(Realm realm, Position position) {
        List<String> lives = List.copyOf(epochs);
        int life = lives.indexOf(position.epoch());
        return life >= 0 && facts(realm).epochs().stream().anyMatch(epoch -> lives.indexOf(epoch) > life);
    }

    /** Returns whether the node did not get it. */
    boolean wasLost(String node, Fact fact) {
        return lost.containsKey(key(node, fact));
    }

    /** Returns whether the node did not get it and could not know. */
    boolean wasLostUnnoticed(String node, Fact fact) {
        return Boolean.FALSE.equals(lost.get(key(node, fact)));
    }

    private static String key(String node, Fact fact) {
        return node + ' ' + fact.stamp() + ' ' + fact.stamp().audience();
    }

    boolean mayJoin(String user, Membership membership) {
        return granted.isEmpty() || granted.contains(user + ' ' + membership);
    }

    private Queue<Fact> factsOf(Realm realm) {
        return facts.computeIfAbsent(realm, r -> new ConcurrentLinkedQueue<>());
    }
}
