package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What a player's socket must not carry. */
final class Secrets {
    /** All that a view may tell; a new field is looked at before it is added here. */
    static final Set<String> FIELDS_OF_A_VIEW = Set.of(
            "game",
            "turn",
            "you",
            "toMove",
            "players",
            "scores",
            "racks",
            "rackSizes",
            "bagCount",
            "board",
            "clocks",
            "clockRunning",
            "log",
            "over",
            "at");

    private Secrets() {}

    /**
     * Fails if a rack of five tiles or more, which the other player had, stands in any frame: shorter ones would be
     * found in words. The player's own racks are taken out first, for both may happen to hold the same letters.
     */
    static void assertNoneIn(List<String> frames, List<String> otherRacks, List<JsonNode> ownViews) {
        List<String> own = ownViews.stream()
                .map(view -> view.get("racks").get(view.get("you").asInt()).asText())
                .distinct()
                .toList();
        for (String rack : otherRacks) {
            if (rack.length() >= 5 && !own.contains(rack)) {
                assertThat(frames).noneMatch(frame -> frame.contains(rack));
            }
        }
    }
}
