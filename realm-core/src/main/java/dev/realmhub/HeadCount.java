package dev.realmhub;

import dev.realmhub.Note.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts who is on this node at the moment of a question, whether the kinds have presence or not. Thread-safe. */
final class HeadCount {
    private final RealmRegistry registry;

    HeadCount(RealmRegistry registry) {
        this.registry = registry;
    }

    /** Returns the pieces of the answer, one at least. */
    List<Note.Answer> answer(Note.Question question) {
        int clients = clients(question);
        List<List<Change>> pieces = HubPresence.pieces(found(question));
        if (pieces.isEmpty()) {
            return List.of(new Note.Answer(question.id(), clients, 0, 1, List.of()));
        }
        List<Note.Answer> answers = new ArrayList<>(pieces.size());
        for (List<Change> piece : pieces) {
            answers.add(new Note.Answer(question.id(), clients, answers.size(), pieces.size(), piece));
        }
        return answers;
    }

    private int clients(Note.Question question) {
        if (question.realm() != null) {
            return registry.members(question.realm()).size();
        }
        return question.user() != null
                ? registry.clientsOf(question.user()).size()
                : registry.clients().size();
    }

    private List<Change> found(Note.Question question) {
        if (question.realm() != null) {
            return found(registry.members(question.realm()).stream());
        }
        if (question.user() != null) {
            return found(
                    registry.clientsOf(question.user()).stream().flatMap(client -> client.members().values().stream()));
        }
        return List.of();
    }

    private static List<Change> found(Stream<Member> members) {
        Map<List<Object>, Change> byPlace = new LinkedHashMap<>();
        members.forEach(member -> {
            String user = member.client.user().id();
            Change one = new Change(member.realm(), user, member.membership.role(), 0, 1, null, false);
            byPlace.merge(List.of(member.realm(), user), one, HeadCount::together);
        });
        return List.copyOf(byPlace.values());
    }

    private static Change together(Change one, Change other) {
        return new Change(one.realm(), one.user(), one.role(), 0, one.sockets() + other.sockets(), null, false);
    }
}
