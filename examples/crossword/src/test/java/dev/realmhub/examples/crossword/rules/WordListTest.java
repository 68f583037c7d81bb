package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
    private final WordList few = WordList.of(List.of("tea", "at", "teas", "tear", "at", "zoo"));

    @Test
    void wordsCountInCapitalsAndSmallLetters() {
        assertThat(few.contains("tea")).isTrue();
        assertThat(few.contains("TeAs")).isTrue();
    }

    @Test
    void prefixesAndLongerFormsAreNoWords() {
        assertThat(few.contains("te")).isFalse();
        assertThat(few.contains("teass")).isFalse();
        assertThat(few.contains("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"`t", "@T", "{oo", "[OO", "té", "te\u0001", "te\u0161", "t.a", "t a"})
    void whatHoldsOtherCharactersIsNoWord(String text) {
        assertThat(few.contains(text)).isFalse();
        assertThat(few.hasPrefix(text)).isFalse();
    }

    @Test
    void prefixesAreKnown() {
        assertThat(few.hasPrefix("te")).isTrue();
        assertThat(few.hasPrefix("TEAR")).isTrue();
        assertThat(few.hasPrefix("to")).isFalse();
        assertThat(few.hasPrefix("tears")).isFalse();
    }

    @Test
    void aWordGivenTwiceCountsOnce() {
        assertThat(few.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "Tea", "don't", "née", "abcdefghijklmnop"})
    void onlyWordsThatFitTheBoardMakeAList(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> WordList.of(List.of("tea", word)));
    }

    @Test
    void anEmptyListKnowsNoWord() {
        assertThat(WordList.of(List.of()).contains("at")).isFalse();
    }

    @Test
    void theEnglishListIsSortedAndLargeEnough() throws IOException {
        assertThat(englishLines()).hasSizeGreaterThan(50_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void everyLineOfTheEnglishListCounts() throws IOException {
        assertThat(WordList.english().size()).isEqualTo(englishLines().size());
        assertThat(englishLines()).allMatch(WordList.english()::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "qi", "xi", "hello", "colour", "color", "crosswords", "sh"})
    void usualWordsCount(String word) {
        assertThat(WordList.english().contains(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qxz", "kb", "ls", "zz", "helloo"})
    void abbreviationsAndNonsenseDoNotCount(String text) {
        assertThat(WordList.english().contains(text)).isFalse();
    }

    private static List<String> englishLines() throws IOException {
        var resource = Objects.requireNonNull(WordList.class.getResourceAsStream("english-words.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
