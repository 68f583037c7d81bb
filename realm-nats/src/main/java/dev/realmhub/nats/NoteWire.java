package dev.realmhub.nats;

import dev.realmhub.LeaveReason;
import dev.realmhub.Note;
import dev.realmhub.Note.Change;
import dev.realmhub.Realm;
import dev.realmhub.nats.wire.Bus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nodes say to each other, on the wire. */
final class NoteWire {
    private NoteWire() {}

    static byte[] encode(Note.Word word) {
        Bus.Note.Builder wire = Bus.Note.newBuilder();
        if (word instanceof Note.Beat beat) {
            wire.setBeat(Bus.PresenceBeat.newBuilder().setEpoch(beat.epoch()).setSequence(beat.sequence()));
        } else if (word instanceof Note.Diff diff) {
            wire.setDiff(Bus.PresenceDiff.newBuilder()
                    .setEpoch(diff.epoch())
                    .setSequence(diff.sequence())
                    .addAllChanges(encode(diff.changes())));
        } else if (word instanceof Note.Ask) {
            wire.setAsk(Bus.PresenceAsk.getDefaultInstance());
        } else if (word instanceof Note.Part part) {
            wire.setPart(encode(part));
        } else if (word instanceof Note.Question question) {
            wire.setQuestion(encode(question));
        } else if (word instanceof Note.Answer answer) {
            wire.setAnswer(encode(answer));
        }
        return wire.build().toByteArray();
    }

    private static Bus.PresencePart.Builder encode(Note.Part part) {
        return Bus.PresencePart.newBuilder()
                .setEpoch(part.epoch())
                .setSequence(part.sequence())
                .setIndex(part.index())
                .setOf(part.of())
                .addAllChanges(encode(part.changes()));
    }

    private static Bus.PresenceQuestion.Builder encode(Note.Question question) {
        return Bus.PresenceQuestion.newBuilder()
                .setId(question.id())
                .setRealm(orEmpty(question.realm()))
                .setUser(orEmpty(question.user()));
    }

    private static Bus.PresenceAnswer.Builder encode(Note.Answer answer) {
        return Bus.PresenceAnswer.newBuilder()
                .setId(answer.id())
                .setClients(answer.clients())
                .setIndex(answer.index())
                .setOf(answer.of())
                .addAllFound(encode(answer.found()));
    }

    private static List<Bus.PresenceChange> encode(List<Change> changes) {
        return changes.stream().map(NoteWire::encode).toList();
    }

    private static Bus.PresenceChange encode(Change change) {
        LeaveReason reason = change.reason();
        return Bus.PresenceChange.newBuilder()
                .setRealm(orEmpty(change.realm()))
                .setUser(change.user())
                .setRole(change.role())
                .setSinceMs(change.sinceMillis())
                .setSockets(change.sockets())
                .setReason(reason == null ? Bus.LeaveReason.NO_REASON : Bus.LeaveReason.valueOf(reason.name()))
                .setGone(change.gone())
                .build();
    }

    /**
     * Reads what {@link #encode} made; null if it is of a sort that is not known here.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Note.@Nullable Word decode(byte[] body) {
        Bus.Note wire = PayloadWire.read(Bus.Note.parser(), body);
        return switch (wire.getWordCase()) {
            case BEAT -> new Note.Beat(wire.getBeat().getEpoch(), wire.getBeat().getSequence());
            case DIFF ->
                new Note.Diff(
                        wire.getDiff().getEpoch(),
                        wire.getDiff().getSequence(),
                        decode(wire.getDiff().getChangesList()));
            case ASK -> new Note.Ask();
            case PART -> decode(wire.getPart());
            case QUESTION -> decode(wire.getQuestion());
            case ANSWER -> decode(wire.getAnswer());
            case WORD_NOT_SET -> null;
        };
    }

    private static Note.Part decode(Bus.PresencePart wire) {
        return new Note.Part(
                wire.getEpoch(), wire.getSequence(), wire.getIndex(), wire.getOf(), decode(wire.getChangesList()));
    }

    private static Note.Question decode(Bus.PresenceQuestion wire) {
        String user = wire.getUser();
        return new Note.Question(wire.getId(), realm(wire.getRealm()), user.isEmpty() ? null : user);
    }

    private static Note.Answer decode(Bus.PresenceAnswer wire) {
        return new Note.Answer(
                wire.getId(), wire.getClients(), wire.getIndex(), wire.getOf(), decode(wire.getFoundList()));
    }

    private static List<Change> decode(List<Bus.PresenceChange> changes) {
        return changes.stream().map(NoteWire::decode).toList();
    }

    private static Change decode(Bus.PresenceChange wire) {
        Realm realm = realm(wire.getRealm());
        if (realm == null && wire.getUser().isEmpty()) {
            throw new IllegalArgumentException("a change of neither a realm nor a user");
        }
        return new Change(
                realm,
                wire.getUser(),
                wire.getRole(),
                wire.getSinceMs(),
                wire.getSockets(),
                reason(wire.getReason()),
                wire.getGone());
    }

    /** A reason that is not known here is one. */
    private static @Nullable LeaveReason reason(Bus.LeaveReason wire) {
        return switch (wire) {
            case NO_REASON -> null;
            case LEFT -> LeaveReason.LEFT;
            case LOST, UNRECOGNIZED -> LeaveReason.LOST;
            case KICKED -> LeaveReason.KICKED;
            case REPLACED -> LeaveReason.REPLACED;
            case NODE_DIED -> LeaveReason.NODE_DIED;
        };
    }

    private static @Nullable Realm realm(String text) {
        return text.isEmpty() ? null : Realm.parse(text);
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
