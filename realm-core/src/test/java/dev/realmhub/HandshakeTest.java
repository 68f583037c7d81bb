package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    @Test
    void aRequiredParameterIsTheFirstOfItsNameOrARefusal() {
        Handshake handshake =
                new Handshake("/", Map.of("cid", List.of("c1", "c2"), "token", List.of("", "t")), Map.of(), "", "");
        assertThat(handshake.required("cid")).isEqualTo("c1");
        for (String missing : List.of("token", "path")) {
            assertThatThrownBy(() -> handshake.required(missing))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo(CloseReason.BAD_FRAME.withText("no parameter " + missing)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session=s1              | s1",
                "a=b; session=s1; c=d    | s1",
                "a=b;session=s1;c=d      | s1",
                "session=\"s 1\"         | s 1",
                "session=a=b=            | a=b=",
                "session=first; session=second | first",
                "session=                | ''",
                "session=\"              | \"",
            })
    void aCookiesValueIsFound(String header, String value) {
        assertThat(withCookies(header).cookie("session")).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xsession=s1",
                "sessionx=s1",
                "a=session=s1",
                "session",
                "''",
                ";;;",
                "Session=s1",
                "a=b, session=s1"
            })
    void whatOnlyLooksLikeACookieIsNone(String header) {
        assertThat(withCookies(header).cookie("session")).isEmpty();
    }

    @Test
    void cookiesMayComeInSeveralHeaders() {
        assertThat(withCookies("a=b", "session=s1").cookie("session")).contains("s1");
        assertThat(Handshake.of("/").cookie("session")).isEmpty();
    }

    @Test
    void namesOfHeadersIgnoreCase() {
        Handshake handshake = withHeader("X-Forwarded-For", "10.0.0.1");
        assertThat(handshake.header("x-forwarded-for")).contains("10.0.0.1");
        assertThat(handshake.header("X-FORWARDED-FOR")).contains("10.0.0.1");
        assertThat(handshake.header("other")).isEmpty();
    }

    @Test
    void aBearerTokenIsReadWhateverTheCaseOfItsScheme() {
        assertThat(withHeader("Authorization", "Bearer abc").bearer()).contains("abc");
        assertThat(withHeader("authorization", "bEARER  abc ").bearer()).contains("abc");
        assertThat(withHeader("Authorization", "Basic abc").bearer()).isEmpty();
        assertThat(Handshake.of("/").bearer()).isEmpty();
    }

    @Test
    void theFirstOfSeveralQueryParametersCounts() {
        Handshake handshake = new Handshake("/", Map.of("a", List.of("1", "2")), Map.of(), "", "");
        assertThat(handshake.query("a")).contains("1");
        assertThat(handshake.query("b")).isEmpty();
    }

    @Test
    void whatIsChangedOutsideLaterChangesNothing() {
        Map<String, List<String>> query = new HashMap<>();
        Map<String, List<String>> headers = new HashMap<>();
        List<String> values = new ArrayList<>(List.of("1"));
        headers.put("a", values);
        Handshake handshake = new Handshake("/", query, headers, "", "");
        query.put("b", List.of("x"));
        values.add(0, "2");
        headers.put("c", List.of("3"));
        assertThat(handshake.query()).isEmpty();
        assertThat(handshake.headers()).containsExactly(Map.entry("a", List.of("1")));
    }

    @Test
    void whatManyClientsSayAlikeIsKeptOnceButNothingSecret() {
        assertThat(agent("A").headers()).containsEntry("user-agent", List.of("A"));
        assertThat(agent("A").headers().get("user-agent"))
                .isSameAs(agent("A").headers().get("user-agent"));
        assertThat(agent("B").header("user-agent")).contains("B");
        assertThat(withCookies("a=b").headers().get("cookie"))
                .isNotSameAs(withCookies("a=b").headers().get("cookie"));
    }

    private static Handshake agent(String name) {
        return withHeader("User-Agent", name);
    }

    @Test
    void aHandshakeNeverShowsHeadersOrQuery() {
        Handshake handshake = new Handshake(
                "/game",
                Map.of("token", List.of("s3cret")),
                Map.of("cookie", List.of("session=s3cret")),
                "https://game.example",
                "10.0.0.1");
        assertThat(handshake).hasToString("handshake for /game");
    }

    @Test
    void aBearerTokenMayStandBesideASubprotocolAndAHeaderCountsFirst() {
        String offer = "realmhub.v1.json, bearer.abc.def-_";
        assertThat(withHeader("Sec-WebSocket-Protocol", offer).bearer()).contains("abc.def-_");
        assertThat(withHeader("Sec-WebSocket-Protocol", "realmhub.v1.json").bearer())
                .isEmpty();
        assertThat(withHeader("Sec-WebSocket-Protocol", offer)
                        .withBearer("first")
                        .bearer())
                .contains("first");
    }

    private static Handshake withCookies(String... lines) {
        return new Handshake("/", Map.of(), Map.of("Cookie", List.of(lines)), "", "");
    }

    private static Handshake withHeader(String name, String value) {
        return new Handshake("/", Map.of(), Map.of(name, List.of(value)), "", "");
    }
}
