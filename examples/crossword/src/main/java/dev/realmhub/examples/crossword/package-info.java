/**
 * A two-player crossword game in the browser, on RealmHub: {@link dev.realmhub.examples.crossword.Crossword} starts it.
 *
 * <pre>
 * WebNode      pages, login, WebSocket: a hub          (--role hub)
 * GameBackend  resolves paths, handles commands        (--role backend)
 *   Lobby      open seeks, chat
 *   Tables     games in progress; a Table is one of them
 *   Views      what each may see of a game
 * </pre>
 */
@NullMarked
package dev.realmhub.examples.crossword;

import org.jspecify.annotations.NullMarked;
