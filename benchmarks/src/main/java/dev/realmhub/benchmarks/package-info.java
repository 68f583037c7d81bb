/** What the end-to-end measurements need besides the chat: the plain loops, and a look into a running JVM. */
@NullMarked
package dev.realmhub.benchmarks;

import org.jspecify.annotations.NullMarked;
