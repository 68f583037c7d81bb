package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    @Test
    void namesAndValuesAreDecodedAndRepetitionsKeptInOrder() {
        assertThat(QueryText.parse("a=1&b=x%20y+z&a=%C3%BC&%C3%A4=")).containsOnlyKeys("a", "b", "ä");
        assertThat(QueryText.parse("a=1&b=x%20y+z&a=%C3%BC").get("a")).containsExactly("1", "ü");
        assertThat(QueryText.parse("b=x%20y+z").get("b")).containsExactly("x y z");
    }

    @Test
    void aSignInAValueBelongsToTheValue() {
        assertThat(QueryText.parse("path=/game/a?as=observer").get("path")).containsExactly("/game/a?as=observer");
    }

    @Test
    void whatCannotBeDecodedStaysAsItIs() {
        assertThat(QueryText.parse("a=%zz&%=1"))
                .containsEntry("a", List.of("%zz"))
                .containsEntry("%", List.of("1"));
    }

    @Test
    void whatHasNoNameIsLeftOut() {
        assertThat(QueryText.parse("&&=x&a")).containsExactly(Map.entry("a", List.of("")));
        assertThat(QueryText.parse("")).isEmpty();
        assertThat(QueryText.parse(null)).isEmpty();
    }
}
