package dev.realmhub;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Of which kinds of realms a hub keeps who is there, and how it tells. Must be the same on all hubs of a cluster. Every default
 * stands here and nowhere else, with its unit and reason.
 *
 * <p>Immutable and thread-safe; made by {@link #builder()}.
 */
public final class PresenceConfig {
    private final Builder settings;

    private PresenceConfig(Builder settings) {
        this.settings = settings;
    }

    /** Returns a builder without any kinds. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a presence that keeps who is online, and the members of these kinds. */
    public static PresenceConfig members(String... kinds) {
        return builder().members(kinds).build();
    }

    /** Kinds of realms whose members are known by name. */
    public Set<String> members() {
        return settings.members;
    }

    /** Kinds of realms of which nothing but the number of clients is known, to anybody. */
    public Set<String> counts() {
        return settings.counts;
    }

    /**
     * How long a user who has gone may take to come back before that is told. Default 5 s: a page that loads again, a network
     * that changes. Nodes wait a second more, because who comes back to another node is known there first.
     */
    public Duration grace() {
        return settings.grace;
    }

    /** Most users of a realm that clients are told by name; of larger ones the number. Default 100: more fit no list on a page. */
    public int mostListed() {
        return settings.mostListed;
    }

    /** Least time between two diffs, of a node to the others and of a realm to a client. Default 250 ms. */
    public Duration pace() {
        return settings.pace;
    }

    /** Least time between two counts of a realm to a client, where there is no list. Default 1 s. */
    public Duration countPace() {
        return settings.countPace;
    }

    boolean knows(Realm realm) {
        return settings.members.contains(realm.kind()) || settings.counts.contains(realm.kind());
    }

    boolean names(Realm realm) {
        return settings.members.contains(realm.kind());
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private Set<String> members = new HashSet<>();
        private Set<String> counts = new HashSet<>();
        private Duration grace = Duration.ofSeconds(5);
        private int mostListed = 100;
        private Duration pace = Duration.ofMillis(250);
        private Duration countPace = Duration.ofSeconds(1);

        private Builder() {}

        /** Adds to {@link PresenceConfig#members()}. */
        public Builder members(String... kinds) {
            List.of(kinds).forEach(kind -> members.add(Names.checkToken("kind", kind)));
            return this;
        }

        /** Adds to {@link PresenceConfig#counts()}. */
        public Builder counts(String... kinds) {
            List.of(kinds).forEach(kind -> counts.add(Names.checkToken("kind", kind)));
            return this;
        }

        /** Sets {@link PresenceConfig#grace()}. */
        public Builder grace(Duration time) {
            grace = Settings.positive("grace", time);
            return this;
        }

        /** Sets {@link PresenceConfig#mostListed()}. */
        public Builder mostListed(int users) {
            mostListed = Settings.positive("mostListed", users);
            return this;
        }

        /** Sets {@link PresenceConfig#pace()}. */
        public Builder pace(Duration time) {
            pace = Settings.positive("pace", time);
            return this;
        }

        /** Sets {@link PresenceConfig#countPace()}. */
        public Builder countPace(Duration time) {
            countPace = Settings.positive("countPace", time);
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalArgumentException if a kind is to be known both by names and by counts
         */
        public PresenceConfig build() {
            if (members.stream().anyMatch(counts::contains)) {
                throw new IllegalArgumentException(
                        "a kind is in members " + members + " and in counts " + counts + "; name each in one of them");
            }
            Builder copy = new Builder();
            copy.members = Set.copyOf(members);
            copy.counts = Set.copyOf(counts);
            copy.grace = grace;
            copy.mostListed = mostListed;
            copy.pace = pace;
            copy.countPace = countPace;
            return new PresenceConfig(copy);
        }
    }
}
