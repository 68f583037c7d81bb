/** A chat server in one file: {@link dev.realmhub.examples.chat.Chat}. */
@NullMarked
package dev.realmhub.examples.chat;

import org.jspecify.annotations.NullMarked;
