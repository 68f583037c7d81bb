package dev.realmhub.micrometer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Meters that differ in one tag, made when they are needed: looking one up in a registry costs more. Thread-safe. */
final class ByName<T> {
    private final ConcurrentMap<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> maker;

    ByName(Function<String, T> maker) {
        this.maker = maker;
    }

    T of(String name) {
        T meter = known.get(name);
        return meter != null ? meter : known.computeIfAbsent(name, maker);
    }
}
