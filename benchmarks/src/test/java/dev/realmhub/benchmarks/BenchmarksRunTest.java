package dev.realmhub.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That each microbenchmark runs; its figures here mean nothing. */
class BenchmarksRunTest {
    @Test
    void eachMicrobenchmarkRunsThroughWithoutAFailure() throws Exception {
        var once = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        assertThat(new Runner(once).run())
                .as("results, one per benchmark and parameter")
                .hasSizeGreaterThanOrEqualTo(BenchmarkList.defaultList()
                        .getAll(null, java.util.List.of())
                        .size());
    }
}
