package dev.realmhub.examples.liwords;

import dev.realmhub.Address;
import dev.realmhub.Realm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who hears what comes on a subject: this server's mapping of subjects to addresses. Immutable and thread-safe. */
final class Routes {
    static final List<String> HEARD = List.of(
            "lobby.>", "game.>", "gametv.>", "usertv.>", "tournament.>", "channel.>", "user.>", "connid.>", "chat.>");

    private Routes() {}

    /** Returns to whom a message goes; nobody if the subject means nothing here. Of users and cids the visitors know. */
    static Stream<Address> of(String subject, Visitors visitors) {
        String[] tokens = subject.split("\\.", -1);
        try {
            return switch (tokens[0]) {
                case "lobby" -> Stream.of(Address.realm(realm("lobby")));
                case "connid" -> visitors.withCid(tokens[1]);
                case "user" ->
                    tokens.length == 2
                            ? Stream.of(Address.user(tokens[1]))
                            : visitors.hearing(tokens[1], subject.substring("user.".length() + tokens[1].length() + 1));
                case "chat" ->
                    tokens[1].equals("pm") && tokens.length > 2
                            ? usersOf(tokens[2])
                            : Stream.of(Address.realm(realm(subject)));
                default -> Stream.of(Address.realm(realm(tokens[0] + "-" + tokens[1])));
            };
        } catch (IllegalArgumentException unlawful) { // no client is called so
            return Stream.empty();
        }
    }

    private static Stream<Address> usersOf(String list) {
        return Arrays.stream(list.split("_", -1))
                .filter(user -> !user.isEmpty())
                .map(Address::user);
    }

    /** Returns the realm of a name that the game server gives. In the chat's names dots and dashes mean the same. */
    static Realm realm(String name) {
        boolean isChat = name.startsWith("chat-") || name.startsWith("chat.");
        return Realm.parse(isChat ? name.replace('.', '-') : name);
    }

    /** Returns whether a realm's dotted form is the channel, or the first tokens of it. */
    static boolean isWithin(String channel, Realm realm) {
        String dotted = realm.toString().replace('-', '.');
        return (channel + ".").startsWith(dotted + ".");
    }
}
