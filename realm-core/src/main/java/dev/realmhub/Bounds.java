package dev.realmhub;

import java.time.Duration;

/**
 * How much a hub takes from outside: connections, talk, memory, time. What is over a bound is refused with a code that says
 * whether to come back, and counted ({@link HubListener#refused}, {@link HubListener#closed}); nobody else is disturbed. Every
 * default stands here and nowhere else, with its unit and reason. The bounds of one message, one outbox and one call of the
 * application's code are in {@link HubConfig}.
 *
 * <p>Immutable and thread-safe; made by {@link #builder()}.
 */
public final class Bounds {
    private static final int ANY_RATE = 1_000_000_000;

    private final Builder settings;

    private Bounds(Builder settings) {
        this.settings = settings;
    }

    /** Returns the defaults. */
    public static Bounds defaults() {
        return builder().build();
    }

    /** Returns a builder that holds no bound to speak of, but for deadlines: for tests and measurements. */
    public static Builder none() {
        return builder()
                .clients(Integer.MAX_VALUE)
                .clientsPerUser(Integer.MAX_VALUE)
                .clientsPerAddress(Integer.MAX_VALUE)
                .joining(Integer.MAX_VALUE)
                .messageFragments(Integer.MAX_VALUE)
                .messagesPerSecond(ANY_RATE)
                .messageBurst(ANY_RATE)
                .userMessagesPerSecond(ANY_RATE)
                .userMessageBurst(ANY_RATE)
                .realms(Integer.MAX_VALUE)
                .nodeOutboxBytes(Integer.MAX_VALUE);
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Most connections of a node. Default 50,000: a wall, not a plan. Set it to what your heap holds. */
    public int clients() {
        return settings.clients;
    }

    /** Most live connections of one user on a node. Default 20: tabs and devices. */
    public int clientsPerUser() {
        return settings.clientsPerUser;
    }

    /**
     * Most connections from one address (of IPv6: one /64 network) on a node. Default 1,000: a school behind one address. Behind
     * a proxy all have the proxy's, so name it: {@link HubBuilder#trustProxy}. Where the container does not tell the address
     * there is no such bound.
     */
    public int clientsPerAddress() {
        return settings.clientsPerAddress;
    }

    /**
     * Most connections that are not yet live. Default 1,024: each may have {@link HubConfig#heldMessages()} waiting, 256 KiB at
     * worst.
     */
    public int joining() {
        return settings.joining;
    }

    /**
     * Longest way from the upgrade to live. Default 10 s: people give up about then. What the {@link Authenticator} may take is
     * taken off, since on some ways in it is asked after the upgrade.
     */
    public Duration joinDeadline() {
        return settings.joinDeadline;
    }

    /** How long a client that says its token, or what it knows, in its first message may take. Default 5 s. */
    public Duration greetingDeadline() {
        return settings.greetingDeadline;
    }

    /** How long before its {@linkplain User.Pass pass} expires a client is told. Default 1 min. */
    public Duration expiryWarning() {
        return settings.expiryWarning;
    }

    /** How long after that it is closed with {@link CloseReason#LOGIN}. Default 30 s. Noticed at most half a second later. */
    public Duration expiryGrace() {
        return settings.expiryGrace;
    }

    /**
     * Most pieces that a message from a client may come in: fragments, of which containers hand over a long or slow one in
     * several. Default 1,024: no browser makes fragments of messages of {@link HubConfig#inboundBytes()}. Not counted where the
     * container shows none: on Undertow.
     */
    public int messageFragments() {
        return settings.messageFragments;
    }

    /** How many messages a client may send a second in the long run: commands, navigations, pings. Default 20. */
    public int messagesPerSecond() {
        return settings.messagesPerSecond;
    }

    /** How many messages a client may send at once, after a rest. Default 40: a page that has just come back asks a lot. */
    public int messageBurst() {
        return settings.messageBurst;
    }

    /** As {@link #messagesPerSecond()}, all clients of a user on a node together. Default 60. */
    public int userMessagesPerSecond() {
        return settings.userMessagesPerSecond;
    }

    /** As {@link #messageBurst()}, all clients of a user on a node together. Default 120. */
    public int userMessageBurst() {
        return settings.userMessageBurst;
    }

    /** Most realms that have a client on a node, give or take those who join at the same time. Default 100,000. */
    public int realms() {
        return settings.realms;
    }

    /**
     * Bytes that may wait for all clients of a node. When more do, each client may have a sixteenth of {@link
     * HubConfig#outboxBytes()} only, so those who are far behind go first. Default 128 MiB: what is shared counts for each.
     */
    public int nodeOutboxBytes() {
        return settings.nodeOutboxBytes;
    }

    /** Collects bounds. Not thread-safe. */
    public static final class Builder implements Cloneable {
        private int clients = 50_000;
        private int clientsPerUser = 20;
        private int clientsPerAddress = 1_000;
        private int joining = 1_024;
        private Duration joinDeadline = Duration.ofSeconds(10);
        private Duration greetingDeadline = Duration.ofSeconds(5);
        private Duration expiryWarning = Duration.ofMinutes(1);
        private Duration expiryGrace = Duration.ofSeconds(30);
        private int messageFragments = 1_024;
        private int messagesPerSecond = 20;
        private int messageBurst = 40;
        private int userMessagesPerSecond = 60;
        private int userMessageBurst = 120;
        private int realms = 100_000;
        private int nodeOutboxBytes = 128 * 1024 * 1024;

        private Builder() {}

        /** Sets {@link Bounds#clients()}. */
        public Builder clients(int most) {
            clients = Settings.positive("clients", most);
            return this;
        }

        /** Sets {@link Bounds#clientsPerUser()}. */
        public Builder clientsPerUser(int most) {
            clientsPerUser = Settings.positive("clientsPerUser", most);
            return this;
        }

        /** Sets {@link Bounds#clientsPerAddress()}. */
        public Builder clientsPerAddress(int most) {
            clientsPerAddress = Settings.positive("clientsPerAddress", most);
            return this;
        }

        /** Sets {@link Bounds#joining()}. */
        public Builder joining(int most) {
            joining = Settings.positive("joining", most);
            return this;
        }

        /** Sets {@link Bounds#joinDeadline()}; longer than {@link HubConfig#authenticateDeadline()}. */
        public Builder joinDeadline(Duration limit) {
            joinDeadline = Settings.positive("joinDeadline", limit);
            return this;
        }

        /** Sets {@link Bounds#greetingDeadline()}. */
        public Builder greetingDeadline(Duration limit) {
            greetingDeadline = Settings.positive("greetingDeadline", limit);
            return this;
        }

        /** Sets {@link Bounds#expiryWarning()}. */
        public Builder expiryWarning(Duration before) {
            expiryWarning = Settings.positive("expiryWarning", before);
            return this;
        }

        /** Sets {@link Bounds#expiryGrace()}. */
        public Builder expiryGrace(Duration after) {
            expiryGrace = Settings.positive("expiryGrace", after);
            return this;
        }

        /** Sets {@link Bounds#messageFragments()}. */
        public Builder messageFragments(int most) {
            messageFragments = Settings.positive("messageFragments", most);
            return this;
        }

        /** Sets {@link Bounds#messagesPerSecond()}. */
        public Builder messagesPerSecond(int most) {
            messagesPerSecond = Settings.positive("messagesPerSecond", most);
            return this;
        }

        /** Sets {@link Bounds#messageBurst()}. */
        public Builder messageBurst(int most) {
            messageBurst = Settings.positive("messageBurst", most);
            return this;
        }

        /** Sets {@link Bounds#userMessagesPerSecond()}. */
        public Builder userMessagesPerSecond(int most) {
            userMessagesPerSecond = Settings.positive("userMessagesPerSecond", most);
            return this;
        }

        /** Sets {@link Bounds#userMessageBurst()}. */
        public Builder userMessageBurst(int most) {
            userMessageBurst = Settings.positive("userMessageBurst", most);
            return this;
        }

        /** Sets {@link Bounds#realms()}. */
        public Builder realms(int most) {
            realms = Settings.positive("realms", most);
            return this;
        }

        /** Sets {@link Bounds#nodeOutboxBytes()}. */
        public Builder nodeOutboxBytes(int bytes) {
            nodeOutboxBytes = Settings.positive("nodeOutboxBytes", bytes);
            return this;
        }

        /** Returns the bounds. */
        public Bounds build() {
            return new Bounds(copy());
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
