package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.named;
import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Ownership;
import dev.realmhub.examples.crossword.Messages.Chat;
import dev.realmhub.examples.crossword.Messages.ChatLine;
import dev.realmhub.examples.crossword.Messages.ChatState;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Said;
import dev.realmhub.examples.crossword.store.RealmStore;

/** A game's chat, of its players or of those who watch, on its owner. Not thread-safe. */
final class ChatGame extends StoredRealm {
    static final String EMPTY = begun(new ChatState(new Chatter().lines()));

    private final Chatter chat;
    private final Publisher publisher;

    private ChatGame(Ownership ownership, RealmStore store, RealmStore.Saved stored, Publisher publisher) {
        super(ownership, store, stored);
        this.chat = new Chatter(stateOf(stored, ChatState.class).lines());
        this.publisher = publisher;
    }

    /** Takes a chat over; it begins with the first who wants to say something. */
    static ChatGame open(Ownership ownership, RealmStore store, Publisher publisher) {
        store.create(ownership.realm(), EMPTY);
        return new ChatGame(
                ownership,
                store,
                store.take(ownership.realm(), ownership.epoch()).orElseThrow(),
                publisher);
    }

    @Override
    Object state() {
        return new ChatState(chat.lines());
    }

    @Override
    Object run(Command command) {
        if (!command.type().equals("chat")) {
            throw new BadRequest("unknown_type", "A chat knows no " + command.type() + ".");
        }
        ChatLine line = chat.say(named(command), read(command, Said.class).text());
        afterwards(() -> publisher.tell(Address.realm(ownership().realm()), new Chat(line)));
        return new Empty();
    }
}
