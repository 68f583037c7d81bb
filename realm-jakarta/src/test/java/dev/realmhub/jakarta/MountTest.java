package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTest {
    @ParameterizedTest
    @CsvSource({
        "/ws, /ws, /",
        "/ws, /app/ws, /",
        "/ws/{id}, /ws/abc, /abc",
        "/ws/{kind}/{id}, /app/ws/game/a%2Fb, /game/a%2Fb",
        "/ws/{kind}/by/{id}, /ws/game/by/7, /game/by/7",
        "/{all}, /x, /x",
    })
    void whatStandsInThePlaceOfTheVariablesIsTheClientsPath(String template, String requested, String path) {
        assertThat(new Mount(template).behind(requested)).isEqualTo(path);
    }
}
