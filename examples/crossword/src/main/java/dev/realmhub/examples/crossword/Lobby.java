package dev.realmhub.examples.crossword;

import dev.realmhub.User;
import dev.realmhub.examples.crossword.Messages.Seek;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who is in the lobby and who looks for a game. Pages say every 10 s that they are still there; who has not for 25 s is
 * forgotten. Not thread-safe.
 */
final class Lobby {
    static final Duration FORGET_AFTER = Duration.ofSeconds(25);

    private record Visit(Person person, Instant seen) {}

    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final Map<String, Seek> seeks = new LinkedHashMap<>();
    private final Chatter chat;

    Lobby() {
        chat = new Chatter();
    }

    /** Goes on with a lobby as it was stored; whoever was there counts as seen now. */
    Lobby(LobbyRoom stored, Instant now) {
        stored.visits().forEach((client, person) -> visits.put(client, new Visit(person, now)));
        stored.seeks().forEach(seek -> seeks.put(seek.seek(), seek));
        chat = new Chatter(stored.chat());
    }

    LobbyRoom state() {
        Map<String, Person> here = new LinkedHashMap<>();
        visits.forEach((client, visit) -> here.put(client, visit.person()));
        return new LobbyRoom(here, seeks(), chat.lines());
    }

    boolean isEmpty() {
        return visits.isEmpty();
    }

    Chatter chat() {
        return chat;
    }

    /** Notes that a client is here, if he has a name. Returns whether the list of users changed. */
    boolean here(String client, User user, Instant now) {
        if (user.anonymous()) {
            return false;
        }
        List<Person> before = users();
        visits.put(client, new Visit(Person.of(user), now));
        return !users().equals(before);
    }

    /** Notes that a client left. Returns whether the list of users changed. */
    boolean left(String client) {
        List<Person> before = users();
        visits.remove(client);
        return !users().equals(before);
    }

    /** Forgets who has been silent. Returns whether the list of users changed. */
    boolean forgetSilent(Instant now) {
        List<Person> before = users();
        visits.values().removeIf(visit -> visit.seen().plus(FORGET_AFTER).isBefore(now));
        return !users().equals(before);
    }

    /** Returns the named visitors, each once. */
    List<Person> users() {
        return visits.values().stream().map(Visit::person).distinct().toList();
    }

    List<Seek> seeks() {
        return List.copyOf(seeks.values());
    }

    /** Opens a seek, or returns the one that the person has. */
    Seek open(Person person) {
        for (Seek seek : seeks.values()) {
            if (seek.user().equals(person)) {
                return seek;
            }
        }
        Seek seek = new Seek(UUID.randomUUID().toString(), person);
        seeks.put(seek.seek(), seek);
        return seek;
    }

    /** Closes a person's own seek. Returns whether there was one. */
    boolean close(String id, Person person) {
        Seek seek = seeks.get(id);
        return seek != null && seek.user().equals(person) && seeks.remove(id, seek);
    }

    /**
     * Takes a seek away for a game; both persons' other seeks close.
     *
     * @throws BadRequest if it is gone or his own
     */
    Seek accept(String id, Person person) {
        Seek seek = seeks.get(id);
        if (seek == null) {
            throw new BadRequest("gone", "Somebody else was faster, or it was withdrawn.");
        }
        if (seek.user().equals(person)) {
            throw new BadRequest("own_seek", "That is your own; somebody else must accept it.");
        }
        seeks.values()
                .removeIf(open -> open.user().equals(person) || open.user().equals(seek.user()));
        return seek;
    }

    /** Closes the seeks of those who are not here any more. Returns whether there were any. */
    boolean closeSeeksOfAbsent() {
        List<Person> present = users();
        return seeks.values().removeIf(seek -> !present.contains(seek.user()));
    }
}
