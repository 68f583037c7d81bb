package dev.realmhub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets what goes to an address, on this node and at one instant. Immutable. */
sealed interface Audience {
    int size();

    Client client(int i);

    /** Returns the client's place in the realm that is addressed; null if none is. */
    @Nullable
    Member member(int i);

    /** Returns whether it is the same instant's, or nothing has changed since: true only if it is certain. */
    default boolean isSame(Audience other) {
        return false;
    }

    static Audience nobody() {
        return new Clients(List.of());
    }

    /** Returns the audience of an address; a user in a realm is one of the realm's. */
    static Audience of(Address address, RealmRegistry registry) {
        if (address instanceof Address.OfRealm to) {
            return new Members(registry.members(to.realm()));
        }
        if (address instanceof Address.OfUserInRealm to) {
            return new Members(registry.members(to.realm()));
        }
        if (address instanceof Address.OfUser to) {
            return new Clients(registry.clientsOf(to.user()));
        }
        if (address instanceof Address.OfClient to) {
            Client client = registry.client(to.client());
            return new Clients(client == null ? List.of() : List.of(client));
        }
        return new Clients(List.copyOf(registry.clients()));
    }

    /** A realm's. */
    record Members(List<Member> members) implements Audience {
        @Override
        @SuppressWarnings("ReferenceEquality") // a roster makes a new list for each change
        public boolean isSame(Audience other) {
            return other instanceof Members others && members == others.members;
        }

        @Override
        public int size() {
            return members.size();
        }

        @Override
        public Client client(int i) {
            return members.get(i).client;
        }

        @Override
        public Member member(int i) {
            return members.get(i);
        }
    }

    /** Clients whatever realm they are in. */
    record Clients(List<Client> clients) implements Audience {
        @Override
        public int size() {
            return clients.size();
        }

        @Override
        public Client client(int i) {
            return clients.get(i);
        }

        @Override
        public @Nullable Member member(int i) {
            return null;
        }
    }
}
