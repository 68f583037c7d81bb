package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.Messages.ChatLine;
import dev.realmhub.examples.crossword.Messages.Seek;
import java.util.List;

/** What is stored of the lobby: who looks for a game, and the last that was said. */
record LobbyRoom(List<Seek> seeks, List<ChatLine> chat) {}
