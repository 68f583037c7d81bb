/**
 * Spans of what hubs and backends do: {@link dev.realmhub.opentelemetry.OpenTelemetryTracing}, the only door. {@code
 * docs/operations.md} says what each span means.
 */
@NullMarked
package dev.realmhub.opentelemetry;

import org.jspecify.annotations.NullMarked;
