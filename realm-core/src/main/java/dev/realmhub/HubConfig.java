package dev.realmhub;

import java.time.Duration;

/**
 * The settings of a hub. Every default stands here and nowhere else, with its unit and reason.
 *
 * <p>Immutable and thread-safe; made by {@link #builder()}, or from text by {@link Settings}.
 */
public final class HubConfig {
    private final Builder settings;

    private HubConfig(Builder settings) {
        this.settings = settings;
    }

    /** Returns the defaults. */
    public static HubConfig defaults() {
        return builder().build();
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Longest message from a client, bytes. Default 8 KiB: a chat line or a move with room to spare (lila's limit). */
    public int inboundBytes() {
        return settings.inboundBytes;
    }

    /** Most messages held for a client whose realms are not known yet. Default 32. */
    public int heldMessages() {
        return settings.heldMessages;
    }

    /** Most WebSocket messages that wait for one client; what is joined in one counts as one. Default 256, as the seed. */
    public int outboxMessages() {
        return settings.outboxMessages;
    }

    /** Most bytes that wait for one client. Default 1 MiB, as Centrifugo. */
    public int outboxBytes() {
        return settings.outboxBytes;
    }

    /**
     * Longest that a message may wait for one client, unless it is best effort: then it is dropped. Default 10 s: a game's
     * events are worth nothing later, and the client had better come back. Noticed at most half a second later.
     */
    public Duration outboxAge() {
        return settings.outboxAge;
    }

    /**
     * Longest that one send may take before the client counts as stalled. Default 10 s, as Spring. Noticed at most half a
     * second later.
     */
    public Duration sendLimit() {
        return settings.sendLimit;
    }

    /** How long an {@link Authenticator} may think. Default 3 s. */
    public Duration authenticateDeadline() {
        return settings.authenticateDeadline;
    }

    /** How long a {@link RealmResolver} may think. Default 3 s: upgrade to joined stays below 10 s. */
    public Duration resolveDeadline() {
        return settings.resolveDeadline;
    }

    /** Most calls of the authenticator, and of the resolver, under way at once. Default 1,024 each. */
    public int concurrentResolves() {
        return settings.concurrentResolves;
    }

    /** Most realms of one client. Default 64. */
    public int realmsPerClient() {
        return settings.realmsPerClient;
    }

    /** How long a command may take. Default 5 s: people give up about then. */
    public Duration commandDeadline() {
        return settings.commandDeadline;
    }

    /** Most commands of one client that wait for their outcome. Default 64. */
    public int commandsInFlight() {
        return settings.commandsInFlight;
    }

    /** How often a quiet client is pinged. Default 10 s: below the idle limits of usual proxies (30 to 60 s). */
    public Duration heartbeat() {
        return settings.heartbeat;
    }

    /** After how long a silence a client is gone, half a second later at most. Default 22 s: two heartbeats missed. */
    public Duration silenceLimit() {
        return settings.silenceLimit;
    }

    /**
     * How long a realm's first message waits for others to share a frame with. Default zero: nothing waits for company. At
     * most 5 ms, and only of use where a realm gets many messages a second, one by one.
     */
    public Duration gather() {
        return settings.gather;
    }

    /** How many lanes carry the fan-out. Default 64: realms rarely share one, and an idle lane costs nothing. */
    public int lanes() {
        return settings.lanes;
    }

    /** How snapshots, streams and resumption are dealt with. */
    public ContinuityConfig continuity() {
        return settings.continuity;
    }

    /** How much is taken from outside. */
    public Bounds bounds() {
        return settings.bounds;
    }

    /** The command type of messages of raw clients. Default {@code raw}. */
    public String rawCommand() {
        return settings.rawCommand;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder implements Cloneable {
        private int inboundBytes = 8 * 1024;
        private int heldMessages = 32;
        private int outboxMessages = 256;
        private int outboxBytes = 1024 * 1024;
        private Duration outboxAge = Duration.ofSeconds(10);
        private Duration sendLimit = Duration.ofSeconds(10);
        private Duration authenticateDeadline = Duration.ofSeconds(3);
        private Duration resolveDeadline = Duration.ofSeconds(3);
        private int concurrentResolves = 1024;
        private int realmsPerClient = 64;
        private Duration commandDeadline = Duration.ofSeconds(5);
        private int commandsInFlight = 64;
        private Duration heartbeat = Duration.ofSeconds(10);
        private Duration silenceLimit = Duration.ofSeconds(22);
        private Duration gather = Duration.ZERO;
        private int lanes = 64;
        private ContinuityConfig continuity = ContinuityConfig.defaults();
        private Bounds bounds = Bounds.defaults();
        private String rawCommand = "raw";

        private static final Duration LONGEST_GATHER = Duration.ofMillis(5);

        private Builder() {}

        /** Sets {@link HubConfig#inboundBytes()}. */
        public Builder inboundBytes(int bytes) {
            inboundBytes = Settings.positive("inboundBytes", bytes);
            return this;
        }

        /** Sets {@link HubConfig#heldMessages()}. */
        public Builder heldMessages(int messages) {
            heldMessages = Settings.positive("heldMessages", messages);
            return this;
        }

        /** Sets {@link HubConfig#outboxMessages()}. */
        public Builder outboxMessages(int messages) {
            outboxMessages = Settings.positive("outboxMessages", messages);
            return this;
        }

        /** Sets {@link HubConfig#outboxBytes()}. */
        public Builder outboxBytes(int bytes) {
            outboxBytes = Settings.positive("outboxBytes", bytes);
            return this;
        }

        /** Sets {@link HubConfig#outboxAge()}. */
        public Builder outboxAge(Duration limit) {
            outboxAge = Settings.positive("outboxAge", limit);
            return this;
        }

        /** Sets {@link HubConfig#sendLimit()}. */
        public Builder sendLimit(Duration limit) {
            sendLimit = Settings.positive("sendLimit", limit);
            return this;
        }

        /** Sets {@link HubConfig#authenticateDeadline()}. */
        public Builder authenticateDeadline(Duration deadline) {
            authenticateDeadline = Settings.positive("authenticateDeadline", deadline);
            return this;
        }

        /** Sets {@link HubConfig#resolveDeadline()}. */
        public Builder resolveDeadline(Duration deadline) {
            resolveDeadline = Settings.positive("resolveDeadline", deadline);
            return this;
        }

        /** Sets {@link HubConfig#concurrentResolves()}. */
        public Builder concurrentResolves(int calls) {
            concurrentResolves = Settings.positive("concurrentResolves", calls);
            return this;
        }

        /** Sets {@link HubConfig#realmsPerClient()}. */
        public Builder realmsPerClient(int realms) {
            realmsPerClient = Settings.positive("realmsPerClient", realms);
            return this;
        }

        /** Sets {@link HubConfig#commandDeadline()}. */
        public Builder commandDeadline(Duration deadline) {
            commandDeadline = Settings.positive("commandDeadline", deadline);
            return this;
        }

        /** Sets {@link HubConfig#commandsInFlight()}. */
        public Builder commandsInFlight(int commands) {
            commandsInFlight = Settings.positive("commandsInFlight", commands);
            return this;
        }

        /** Sets {@link HubConfig#heartbeat()}. */
        public Builder heartbeat(Duration every) {
            heartbeat = Settings.positive("heartbeat", every);
            return this;
        }

        /** Sets {@link HubConfig#silenceLimit()}; more than the heartbeat. */
        public Builder silenceLimit(Duration limit) {
            silenceLimit = Settings.positive("silenceLimit", limit);
            return this;
        }

        /** Sets {@link HubConfig#gather()}; 0 to 5 ms. */
        public Builder gather(Duration window) {
            if (window.isNegative() || window.compareTo(LONGEST_GATHER) > 0) {
                throw new IllegalArgumentException("gather is " + window + "; it must be 0 to 5 ms");
            }
            gather = window;
            return this;
        }

        /** Sets {@link HubConfig#lanes()}. */
        public Builder lanes(int count) {
            lanes = Settings.positive("lanes", count);
            return this;
        }

        /** Sets {@link HubConfig#continuity()}. */
        public Builder continuity(ContinuityConfig config) {
            continuity = config;
            return this;
        }

        /** Sets {@link HubConfig#bounds()}. */
        public Builder bounds(Bounds limits) {
            bounds = limits;
            return this;
        }

        /** Sets {@link HubConfig#rawCommand()}; 1 to 64 of {@code A-Z a-z 0-9 _ -}. */
        public Builder rawCommand(String type) {
            rawCommand = Names.checkPlain("rawCommand", type);
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalArgumentException if two of them contradict each other
         */
        public HubConfig build() {
            if (silenceLimit.compareTo(heartbeat) <= 0) {
                throw new IllegalArgumentException("silenceLimit (" + silenceLimit + ") must be longer than heartbeat ("
                        + heartbeat + "), or live clients are closed between two pings");
            }
            if (bounds.joinDeadline().compareTo(authenticateDeadline) <= 0) {
                throw new IllegalArgumentException(
                        "joinDeadline must be longer than authenticateDeadline (" + authenticateDeadline + ")");
            }
            return new HubConfig(copy());
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
