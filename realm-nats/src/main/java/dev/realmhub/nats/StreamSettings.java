package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.RealmKind;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.Republish;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the stream of the kept kinds has to be; {@code docs/subjects.md} says why. All kinds share one stream, so it keeps
 * for each what the most demanding one asks.
 *
 * <p>Immutable and thread-safe.
 */
final class StreamSettings {
    /** One more than asked for: a realm that has just its length is seen to be whole. */
    private static final int SPARE = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Subjects subjects;
    private final List<RealmKind> kinds;
    private final int replicas;
    private final boolean asFound;

    StreamSettings(Subjects subjects, List<RealmKind> kinds, int replicas, boolean asFound) {
        this.subjects = subjects;
        this.kinds = kinds.stream().filter(RealmKind::isKept).toList();
        this.replicas = replicas;
        this.asFound = asFound;
    }

    int replicas() {
        return replicas;
    }

    /**
     * Returns the configuration of a stream that begins a new life.
     *
     * @throws BrokerException if it is for others to make
     */
    StreamConfiguration fresh() {
        if (asFound) {
            throw new BrokerException(
                    Fault.FAILED,
                    "there is no JetStream stream '" + subjects.stream() + "': no realm was kept yet",
                    null);
        }
        return StreamConfiguration.builder()
                .name(subjects.stream())
                .description("RealmHub: the latest events of realms")
                .subjects(captured(List.of()))
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .maxMessagesPerSubject(length())
                .maxAge(age())
                .replicas(replicas)
                .allowDirect(true)
                .denyDelete(true)
                .denyPurge(true)
                .republish(republish())
                .build();
    }

    /**
     * Returns a configuration like the one there is that suffices; the same if it does. Takes nothing away from what
     * others need of it.
     *
     * @throws BrokerException if it can not be amended, naming the setting and what to do
     */
    StreamConfiguration amended(StreamConfiguration existing) {
        if (asFound) {
            requireKept(existing.getSubjects());
            return existing;
        }
        require("storage", existing.getStorageType(), StorageType.File);
        require("retention", existing.getRetentionPolicy(), RetentionPolicy.Limits);
        require("sealed", existing.getSealed(), false);
        StreamConfiguration.Builder amended = StreamConfiguration.builder(existing)
                .subjects(captured(existing.getSubjects()))
                .discardPolicy(DiscardPolicy.Old)
                .noAck(false)
                .allowDirect(true)
                .denyDelete(true)
                .denyPurge(true)
                .allowRollup(false);
        if (existing.getMaxMsgsPerSubject() > 0) {
            amended.maxMessagesPerSubject(Math.max(existing.getMaxMsgsPerSubject(), length()));
        }
        Duration age = existing.getMaxAge();
        if (!age.isZero() && age.compareTo(age()) < 0) {
            amended.maxAge(age());
        }
        if (existing.getRepublish() == null) {
            amended.republish(republish());
        } else {
            requireOurs(existing.getRepublish());
        }
        return amended.build();
    }

    private void requireKept(List<String> captured) {
        kinds.stream()
                .filter(kind -> !captured.containsAll(subjects.ofKind(kind.name())))
                .forEach(kind -> {
                    throw new BrokerException(
                            Fault.FAILED,
                            "the JetStream stream '" + subjects.stream() + "' keeps no realms of kind " + kind.name()
                                    + "; it keeps " + captured,
                            null);
                });
    }

    private List<String> captured(List<String> already) {
        Set<String> all = new LinkedHashSet<>(already);
        kinds.forEach(kind -> all.addAll(subjects.ofKind(kind.name())));
        return List.copyOf(all);
    }

    private int length() {
        return kinds.stream().mapToInt(RealmKind::length).max().orElse(0) + SPARE;
    }

    private Duration age() {
        return kinds.stream().map(RealmKind::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Its life is in hex: positions begin with it, and on a command line none may look like an option. */
    private Republish republish() {
        byte[] life = new byte[6];
        RANDOM.nextBytes(life);
        return new Republish(
                subjects.allRealms(), subjects.liveOf(HexFormat.of().formatHex(life)), false);
    }

    private void requireOurs(Republish republish) {
        require("republish source", republish.getSource(), subjects.allRealms());
        require("republish headers only", republish.isHeadersOnly(), false);
        if (!subjects.isLiveDestination(republish.getDestination())) {
            require("republish destination", republish.getDestination(), subjects.liveOf("<life>"));
        }
    }

    private <T> void require(String setting, T is, T must) {
        if (!must.equals(is)) {
            throw new BrokerException(
                    Fault.FAILED,
                    "the JetStream stream '" + subjects.stream() + "' has " + setting + " '" + is + "' and needs '"
                            + must + "', which cannot be changed: delete the stream, and it is made as it must be",
                    null);
        }
    }
}
