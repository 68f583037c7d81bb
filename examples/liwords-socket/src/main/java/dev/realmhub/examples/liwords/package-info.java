/**
 * A socket server that unchanged liwords game servers and browsers take for their own. Begin with {@link
 * dev.realmhub.examples.liwords.SocketServer}.
 */
@NullMarked
package dev.realmhub.examples.liwords;

import org.jspecify.annotations.NullMarked;
