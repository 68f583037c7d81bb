package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Realm;
import io.nats.client.impl.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The subjects of {@code docs/subjects.md}, made and read.
 *
 * <p>Immutable and thread-safe.
 */
final class Subjects {
    /** The header that narrows what goes to a user to his clients in a realm. */
    static final String REALM = "Rh-Realm";

    private static final String DOT = ".";
    private static final String LIVE = "live.";
    private static final String BEAT = "beat.";
    private static final String TO_REALM = "realm.";

    private final String prefix;

    /**
     * Makes those below a prefix.
     *
     * @throws IllegalArgumentException if it is not 1 to 64 of {@code A-Z a-z 0-9 _ - .}, or has an empty token
     */
    Subjects(String prefix) {
        if (!prefix.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*") || prefix.length() > 64) {
            throw new IllegalArgumentException(
                    "prefix '" + prefix + "' must be 1 to 64 of A-Z a-z 0-9 _ -, in tokens joined by single dots");
        }
        this.prefix = prefix + DOT;
    }

    /** Returns the subjects of owners and leases below the same prefix. */
    OwnerSubjects ofOwners() {
        return new OwnerSubjects(prefix);
    }

    /** Returns the subjects of notes below the same prefix. */
    NoteSubjects ofNotes() {
        return new NoteSubjects(prefix);
    }

    /** Who sent a command, and of what type it is: what its subject tells. */
    record Sender(String type, boolean anonymous, String user, Address.OfClient client) {}

    /** Returns where a publication goes. What it leaves out stands in the header. */
    String of(Address address) {
        if (address instanceof Address.OfRealm to) {
            return prefix + "realm." + tokens(to.realm());
        }
        if (address instanceof Address.OfClient to) {
            return prefix + "client." + to.node() + DOT + to.client();
        }
        if (address instanceof Address.OfUser to) {
            return prefix + "user." + Tokens.encode(to.user());
        }
        if (address instanceof Address.OfUserInRealm to) {
            return prefix + "user." + Tokens.encode(to.user());
        }
        return prefix + "all";
    }

    /** Returns the realm that narrows {@code user.<user>}, its tokens joined by dots; null if nothing does. */
    @Nullable
    String realmHeader(Address address) {
        return address instanceof Address.OfUserInRealm to ? tokens(to.realm()) : null;
    }

    /** Returns what goes beside what is sent to an address; null if nothing does. */
    @Nullable
    Headers headersOf(Address address) {
        String realm = realmHeader(address);
        return realm == null ? null : new Headers().put(REALM, realm);
    }

    /** Returns where a command goes. */
    String of(Command command) {
        return String.join(
                DOT,
                prefix + "in",
                command.type(),
                command.user().anonymous() ? "anon" : "auth",
                Tokens.encode(command.user().id()),
                command.client().node(),
                command.client().client());
    }

    /** Returns where resolve requests go. */
    String resolve() {
        return prefix + "resolve";
    }

    /** Returns where the commands of a type come from. */
    String commandsOf(String type) {
        return prefix + "in." + type + ".>";
    }

    /** Returns where questions for snapshots of a kind of realm go. */
    String snapshotsOf(String kind) {
        return prefix + "snapshot." + Tokens.encode(kind);
    }

    /** Returns what a node listens to whatever its clients are. */
    List<String> ownOf(String node) {
        return List.of(prefix + "client." + node + ".*", prefix + "all", orders(), prefix + BEAT + "*");
    }

    /** Returns where orders come that are for all nodes. */
    String orders() {
        return prefix + "order";
    }

    /** Returns the subjects of all users. */
    String allUsers() {
        return prefix + "user.*";
    }

    /** Returns the name of the stream of the kept kinds; a stream's name holds no dot, a prefix no plus. */
    String stream() {
        return prefix.substring(0, prefix.length() - 1).replace('.', '+') + "-realms";
    }

    /** Returns the subjects of all realms of a kind. */
    List<String> ofKind(String kind) {
        String subject = prefix + "realm." + Tokens.encode(kind);
        return List.of(subject, subject + ".>");
    }

    /** Returns the subjects of all realms. */
    String allRealms() {
        return prefix + "realm.>";
    }

    /** Returns where the stream re-publishes in one of its lives. */
    String liveOf(String life) {
        return prefix + LIVE + life + ".>";
    }

    /** Returns where the stream re-publishes in all its lives. */
    String live() {
        return prefix + LIVE + ">";
    }

    /** Returns where the stream re-publishes what it keeps of a realm, in all its lives. */
    String liveInAnyLife(Realm realm) {
        return prefix + LIVE + "*." + tokens(realm);
    }

    /** Returns where the stream re-publishes all realms of a kind, in all its lives. */
    List<String> liveOfKind(String kind) {
        String subject = prefix + LIVE + "*." + Tokens.encode(kind);
        return List.of(subject, subject + ".>");
    }

    /** Returns whether the stream re-published what comes on a subject. */
    boolean isLive(String subject) {
        return subject.startsWith(LIVE, prefix.length()) && subject.startsWith(prefix);
    }

    /** Returns whether this is what {@link #liveOf} returns for some life. */
    boolean isLiveDestination(String destination) {
        return isLive(destination) && liveOf(lifeOf(destination)).equals(destination);
    }

    /** Returns the life that a subject of {@link #liveOf} names; empty if none. */
    String lifeOf(String liveSubject) {
        return tokenAt(liveSubject, prefix.length() + LIVE.length());
    }

    /** Returns the kind of the realm of a live subject, encoded. */
    String liveKind(String liveSubject) {
        int life = prefix.length() + LIVE.length();
        return tokenAt(liveSubject, liveSubject.indexOf('.', life) + 1);
    }

    /** Returns the kind of the realm that a subject is for, encoded; empty if it is for none. */
    String realmKind(String subject) {
        return subject.startsWith(TO_REALM, prefix.length()) && subject.startsWith(prefix)
                ? tokenAt(subject, prefix.length() + TO_REALM.length())
                : "";
    }

    /**
     * Reads the realm of a live subject.
     *
     * @throws IllegalArgumentException if it is not lawful
     */
    Realm liveRealm(String liveSubject) {
        int life = prefix.length() + LIVE.length();
        return realm(liveSubject.substring(liveSubject.indexOf('.', life) + 1));
    }

    private static String tokenAt(String subject, int begin) {
        int end = subject.indexOf('.', begin);
        return end < 0 ? subject.substring(begin) : subject.substring(begin, end);
    }

    /** Returns where whoever publishes gives signs of life. */
    String beatsOf(String link) {
        return prefix + BEAT + link;
    }

    /** Returns whose signs of life come on a subject; empty if it is none of those. */
    String beating(String subject) {
        return subject.startsWith(BEAT, prefix.length()) && subject.startsWith(prefix)
                ? subject.substring(prefix.length() + BEAT.length())
                : "";
    }

    /** Returns where a link hears only itself. */
    String canary(String link) {
        return prefix + "canary." + link;
    }

    /** Returns the beginning of the subjects that replies come to. */
    String inboxPrefix() {
        return prefix + "inbox.";
    }

    /** Returns the beginning of the subjects that replies to a name come to; empty for no name. */
    String inboxOf(String name) {
        return name.isEmpty() ? inboxPrefix() : inboxPrefix() + Tokens.encode(name) + DOT;
    }

    /** Returns whether a reply may go to a subject: anywhere but where it could pass for a publication or a request. */
    boolean isForReplies(String subject) {
        return !subject.startsWith(prefix) || subject.startsWith(inboxPrefix());
    }

    /**
     * Reads what {@link #of(Address)} and {@link #realmHeader} made.
     *
     * @throws IllegalArgumentException if they make no such subject
     */
    Address address(String subject, @Nullable String realmHeader) {
        List<String> tokens = decoded(subject);
        String kind = tokens.get(0);
        if (kind.equals("realm")) {
            return Address.realm(Realm.of(tokens.subList(1, tokens.size())));
        }
        if (kind.equals("user") && tokens.size() == 2) {
            String user = tokens.get(1);
            return realmHeader == null ? Address.user(user) : Address.userInRealm(user, realm(realmHeader));
        }
        if (kind.equals("client") && tokens.size() == 3) {
            return Address.client(tokens.get(1), tokens.get(2));
        }
        if (kind.equals("all") && tokens.size() == 1) {
            return Address.everyone();
        }
        throw new IllegalArgumentException("no publication comes on such a subject");
    }

    /**
     * Reads what {@link #of(Command)} made.
     *
     * @throws IllegalArgumentException if it makes no such subject
     */
    Sender sender(String subject) {
        List<String> tokens = decoded(subject);
        if (tokens.size() != 6 || !tokens.get(0).equals("in")) {
            throw new IllegalArgumentException("no command comes on such a subject");
        }
        boolean anonymous = tokens.get(2).equals("anon");
        if (!anonymous && !tokens.get(2).equals("auth")) {
            throw new IllegalArgumentException("a command's user is 'auth' or 'anon'");
        }
        return new Sender(tokens.get(1), anonymous, tokens.get(3), new Address.OfClient(tokens.get(4), tokens.get(5)));
    }

    private List<String> decoded(String subject) {
        if (!subject.startsWith(prefix)) {
            throw new IllegalArgumentException("a subject without our prefix");
        }
        return decodedTokens(subject.substring(prefix.length()));
    }

    private static Realm realm(String joined) {
        return Realm.of(decodedTokens(joined));
    }

    static List<String> decodedTokens(String joined) {
        return Arrays.stream(joined.split("\\.", -1)).map(Tokens::decode).toList();
    }

    static String tokens(Realm realm) {
        return realm.tokens().stream().map(Tokens::encode).collect(Collectors.joining(DOT));
    }
}
