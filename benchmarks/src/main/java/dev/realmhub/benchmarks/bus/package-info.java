/** What streams, interest and coming back cost on a real NATS server: see {@code benchmarks/bus --help}. */
@NullMarked
package dev.realmhub.benchmarks.bus;

import org.jspecify.annotations.NullMarked;
