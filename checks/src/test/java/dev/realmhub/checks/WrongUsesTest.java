package dev.realmhub.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever uses RealmHub wrongly is told what is wrong, where, and how to mend it; each is done for real. */
class WrongUsesTest {
    private static final Map<String, List<WrongUse>> BY_HEADING = headings();

    /** What each was told: each is provoked once. */
    private static final Map<WrongUse, String> TOLD = new ConcurrentHashMap<>();

    private static Map<String, List<WrongUse>> headings() {
        Map<String, List<WrongUse>> all = new LinkedHashMap<>();
        all.put("Building a hub", HubsWrong.hubs());
        all.put("Building a backend", BackendsWrong.backends());
        all.put("Realms and positions", ValuesWrong.realms());
        all.put("Settings", ValuesWrong.settings());
        all.put("Your code while a hub runs", RunningWrong.all());
        all.put("NATS", NatsWrong.all());
        all.put("Containers", ContainersWrong.all());
        all.put("Class path and module path", PathsWrong.all());
        return all;
    }

    static Stream<WrongUse> all() {
        return BY_HEADING.values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoeverDoesThisIsToldWhatIsWrongAndWhereAndHowToMendIt(WrongUse use) {
        assertThat(told(use)).contains(use.what()).contains(use.where()).contains(use.remedy());
    }

    @Test
    void thePageShowsWhatIsToldInEachCase() {
        String tables = BY_HEADING.entrySet().stream()
                .map(entry -> "### " + entry.getKey() + "\n\n| wrong use | what you are told |\n|---|---|\n"
                        + entry.getValue().stream().map(WrongUsesTest::row).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        Page.of("errors.md", WrongUsesTest.class).holds("wrong uses", tables);
    }

    @Test
    void thereAreFortyAndEachHasItsOwnName() {
        assertThat(all().map(WrongUse::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }

    private static String row(WrongUse use) {
        return "| " + use.name() + " | " + told(use).replace("|", "\\|").replace("<", "&lt;") + " |\n";
    }

    private static String told(WrongUse use) {
        return TOLD.computeIfAbsent(use, WrongUsesTest::provoked);
    }

    private static String provoked(WrongUse use) {
        try {
            return use.told();
        } catch (Exception failed) {
            throw new AssertionError("could not provoke: " + use, failed);
        }
    }
}
