package dev.realmhub;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write sizes and times. */
final class SettingTexts {
    private static final Pattern BYTES = Pattern.compile("(\\d+) *(|kib|mib)");
    private static final Pattern DURATION = Pattern.compile("(\\d+) *(ms|s|m|h)");

    private SettingTexts() {}

    static int bytes(String text) {
        Matcher parts = parts(BYTES, text);
        int factor = switch (parts.group(2)) {
            case "kib" -> 1024;
            case "mib" -> 1024 * 1024;
            default -> 1;
        };
        return Math.multiplyExact(Integer.parseInt(parts.group(1)), factor);
    }

    static Duration duration(String text) {
        if (text.startsWith("PT")) {
            return Duration.parse(text);
        }
        Matcher parts = parts(DURATION, text);
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static Matcher parts(Pattern form, String text) {
        Matcher matcher = form.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }
}
