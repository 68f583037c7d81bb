package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever stands behind the question mark: each pair is one value of one name, and nothing is thrown. */
class QueryFuzz {
    @FuzzTest(maxDuration = "60s")
    void aQueryIsReadPairByPair(byte[] input) {
        String raw = new String(input, StandardCharsets.UTF_8);
        Map<String, List<String>> query = QueryText.parse(raw);
        int values = query.values().stream().mapToInt(List::size).sum();
        assertThat(values).isLessThanOrEqualTo(raw.split("&", -1).length);
        assertThat(query.values()).allSatisfy(ofOneName -> assertThat(ofOneName).isNotEmpty());
    }
}
