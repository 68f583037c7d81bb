package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.Messages.Seek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who looks for a game, and what is said. Not thread-safe. */
final class Lobby {
    private final Map<String, Seek> seeks = new LinkedHashMap<>();
    private final Chatter chat;
    private Set<String> absentBefore = Set.of();

    Lobby() {
        chat = new Chatter();
    }

    /** Goes on with a lobby as it was stored. */
    Lobby(LobbyRoom stored) {
        stored.seeks().forEach(seek -> seeks.put(seek.seek(), seek));
        chat = new Chatter(stored.chat());
    }

    LobbyRoom state() {
        return new LobbyRoom(seeks(), chat.lines());
    }

    Chatter chat() {
        return chat;
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

    /**
     * Closes the seeks of those who are not here, and were not at the last look either: who has just come may be known a moment
     * later. Returns whether there were any.
     */
    boolean closeSeeksOfAbsent(Predicate<Person> isHere) {
        Set<String> absent = seeks.values().stream()
                .filter(seek -> !isHere.test(seek.user()))
                .map(Seek::seek)
                .collect(Collectors.toSet());
        boolean any = seeks.keySet().removeIf(seek -> absent.contains(seek) && absentBefore.contains(seek));
        absentBefore = absent;
        return any;
    }
}
