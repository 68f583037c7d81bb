package dev.realmhub;

import java.time.Duration;

/**
 * How a hub keeps what its clients see whole: the settings of snapshots, streams, resumption and draining. Every default stands here
 * and nowhere else, with its unit and reason.
 *
 * <p>Immutable and thread-safe; made by {@link #builder()}.
 */
public final class ContinuityConfig {
    private final Builder settings;

    private ContinuityConfig(Builder settings) {
        this.settings = settings;
    }

    /** Returns the defaults. */
    public static ContinuityConfig defaults() {
        return builder().build();
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long a backend may take for a snapshot. Default 3 s, as for resolutions. */
    public Duration snapshotDeadline() {
        return settings.snapshotDeadline;
    }

    /**
     * Most snapshots asked for at once; the others wait their turn. Default 256: a node that has lost its link asks for all
     * its clients, and backends have other things to do.
     */
    public int concurrentSnapshots() {
        return settings.concurrentSnapshots;
    }

    /**
     * How long after its connection broke a client may resume, and how long it may take to say so. Default 2 min: a tunnel, a
     * restart, a change of network.
     */
    public Duration resumeLimit() {
        return settings.resumeLimit;
    }

    /**
     * How many of a realm's latest events a node keeps by itself, for those who join or resume, and the most that one of
     * them is given; who lacks more begins anew. Default 512; older ones are
     * read from the stream.
     */
    public int recentEvents() {
        return settings.recentEvents;
    }

    /**
     * How often a realm's position is compared with its stream: finds what was missed where nothing comes behind it. Default
     * 5 s: what is missing is there within 10.
     */
    public Duration positionCheck() {
        return settings.positionCheck;
    }

    /**
     * How long an event that has come too early is held for the one before it, until that is read from the stream. Default
     * 5 ms: a stream at times publishes two in the other order.
     */
    public Duration gapPatience() {
        return settings.gapPatience;
    }

    /**
     * How long a node goes on hearing a realm, or a user, after the last client has left. Default 10 s: pages change and come
     * back.
     */
    public Duration interestLinger() {
        return settings.interestLinger;
    }

    /**
     * Most clients that come to other nodes in a second because this one drains: see {@link Hub#drain}. Default 250: 5,000
     * clients are gone in about 25 s, as reckoned.
     */
    public int drainPerSecond() {
        return settings.drainPerSecond;
    }

    /**
     * How long a node that drains has said so before it sends the first client away. Default 1 s: load balancers ask about that
     * often. At most a quarter of the time that the drain is given.
     */
    public Duration drainLead() {
        return settings.drainLead;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder implements Cloneable {
        private Duration snapshotDeadline = Duration.ofSeconds(3);
        private int concurrentSnapshots = 256;
        private Duration resumeLimit = Duration.ofMinutes(2);
        private int recentEvents = 512;
        private Duration positionCheck = Duration.ofSeconds(5);
        private Duration gapPatience = Duration.ofMillis(5);
        private Duration interestLinger = Duration.ofSeconds(10);

        private int drainPerSecond = 250;
        private Duration drainLead = Duration.ofSeconds(1);

        private Builder() {}

        /** Sets {@link ContinuityConfig#drainPerSecond()}. */
        public Builder drainPerSecond(int clients) {
            drainPerSecond = Settings.positive("drainPerSecond", clients);
            return this;
        }

        /** Sets {@link ContinuityConfig#drainLead()}. */
        public Builder drainLead(Duration lead) {
            drainLead = Settings.positive("drainLead", lead);
            return this;
        }

        /** Sets {@link ContinuityConfig#snapshotDeadline()}. */
        public Builder snapshotDeadline(Duration deadline) {
            snapshotDeadline = Settings.positive("snapshotDeadline", deadline);
            return this;
        }

        /** Sets {@link ContinuityConfig#concurrentSnapshots()}. */
        public Builder concurrentSnapshots(int requests) {
            concurrentSnapshots = Settings.positive("concurrentSnapshots", requests);
            return this;
        }

        /** Sets {@link ContinuityConfig#resumeLimit()}. */
        public Builder resumeLimit(Duration limit) {
            resumeLimit = Settings.positive("resumeLimit", limit);
            return this;
        }

        /** Sets {@link ContinuityConfig#recentEvents()}. */
        public Builder recentEvents(int events) {
            recentEvents = Settings.positive("recentEvents", events);
            return this;
        }

        /** Sets {@link ContinuityConfig#positionCheck()}. */
        public Builder positionCheck(Duration every) {
            positionCheck = Settings.positive("positionCheck", every);
            return this;
        }

        /** Sets {@link ContinuityConfig#gapPatience()}. */
        public Builder gapPatience(Duration wait) {
            gapPatience = Settings.positive("gapPatience", wait);
            return this;
        }

        /** Sets {@link ContinuityConfig#interestLinger()}. */
        public Builder interestLinger(Duration linger) {
            interestLinger = Settings.positive("interestLinger", linger);
            return this;
        }

        /** Returns the settings. */
        public ContinuityConfig build() {
            return new ContinuityConfig(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
