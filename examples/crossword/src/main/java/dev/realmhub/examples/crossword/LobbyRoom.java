package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.Messages.ChatLine;
import dev.realmhub.examples.crossword.Messages.Seek;
import java.util.List;
import java.util.Map;

/** What is stored of the lobby: by client who is here, who looks for a game, and the last that was said. */
record LobbyRoom(Map<String, Person> visits, List<Seek> seeks, List<ChatLine> chat) {}
