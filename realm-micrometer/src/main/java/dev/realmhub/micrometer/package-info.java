/**
 * Meters of what a hub does: {@link dev.realmhub.micrometer.HubMeters}, the only door. {@code docs/operations.md} says what each
 * means and when to act.
 */
@NullMarked
package dev.realmhub.micrometer;

import org.jspecify.annotations.NullMarked;
