package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WellFormedTest {
    @Test
    void wellFormedTextIsLeftAlone() {
        String text = "zwölf 𝄞 \uFFFD";
        assertThat(WellFormed.of(text)).isSameAs(text);
    }

    @Test
    void halvesOfPairsAreReplaced() {
        assertThat(WellFormed.of("\ud834")).isEqualTo("\ufffd");
        assertThat(WellFormed.of("\udd1e")).isEqualTo("\ufffd");
        assertThat(WellFormed.of("a\udd1e\ud834b\ud834")).isEqualTo("a\ufffd\ufffdb\ufffd");
        assertThat(WellFormed.of("\ud834\ud834\udd1e\udd1e")).isEqualTo("\ufffd\ud834\udd1e\ufffd");
    }
}
