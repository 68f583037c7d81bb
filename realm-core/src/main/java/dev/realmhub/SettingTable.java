package dev.realmhub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The settings of a builder that {@link Settings} can tell it, one line each. Filled once; not thread-safe until then.
 *
 * @param <B> the builder
 */
public final class SettingTable<B> {
    /** What a setting's text may be. */
    record Sort<V>(String unit, String allowed, Function<String, V> reader) {}

    /** One setting. */
    record Row<B, V>(String key, Sort<V> sort, BiConsumer<B, V> to, boolean secret) {
        String unit() {
            return sort.unit;
        }

        void tell(B builder, Settings.Written written) {
            try {
                to.accept(builder, read(written.value()));
            } catch (IllegalArgumentException wrong) {
                String value = secret ? "(a secret)" : "'" + written.value() + "'";
                throw new IllegalArgumentException(written.key() + " is " + value + ": " + wrong.getMessage(), wrong);
            }
        }

        /** What the JDK says of a text that it cannot read, numbers above all, helps nobody. */
        private V read(String text) {
            try {
                return sort.reader.apply(text);
            } catch (RuntimeException unreadable) {
                throw new IllegalArgumentException("it must be " + sort.allowed, unreadable);
            }
        }
    }

    private static final Sort<Integer> COUNT = new Sort<>("number", "a whole number", Integer::valueOf);
    private static final Sort<Integer> BYTES =
            new Sort<>("bytes", "a number of bytes: 8192, 8KiB, 1MiB", SettingTexts::bytes);
    private static final Sort<Duration> DURATION =
            new Sort<>("duration", "a duration: 500ms, 10s, 2m, 1h or PT10S", SettingTexts::duration);
    private static final Sort<String> TEXT = new Sort<>("text", "a text", text -> text);

    private final List<Row<B, ?>> rows = new ArrayList<>();

    /** Makes an empty one. */
    public SettingTable() {}

    /** Adds a number. */
    public SettingTable<B> count(String key, BiConsumer<B, Integer> to) {
        return add(key, COUNT, to, false);
    }

    /** Adds a size in bytes. */
    public SettingTable<B> bytes(String key, BiConsumer<B, Integer> to) {
        return add(key, BYTES, to, false);
    }

    /** Adds a length of time. */
    public SettingTable<B> duration(String key, BiConsumer<B, Duration> to) {
        return add(key, DURATION, to, false);
    }

    /** Adds a text. */
    public SettingTable<B> text(String key, BiConsumer<B, String> to) {
        return add(key, TEXT, to, false);
    }

    /** Adds a text that no message repeats. */
    public SettingTable<B> secret(String key, BiConsumer<B, String> to) {
        return add(key, TEXT, to, true);
    }

    private <V> SettingTable<B> add(String key, Sort<V> sort, BiConsumer<B, V> to, boolean secret) {
        rows.add(new Row<>(key, sort, to, secret));
        return this;
    }

    List<Row<B, ?>> rows() {
        return rows;
    }

    /** Returns each key with its unit, {@code key unit}, in order: what a table in a document must say. */
    public List<String> keysAndUnits() {
        return rows.stream().map(row -> row.key() + " " + row.unit()).toList();
    }
}
