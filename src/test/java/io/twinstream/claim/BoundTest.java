package io.twinstream.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Figure;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.archive.StoredRun;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource
    void a_claim_may_be_about_any_figure_that_tables_have(Figure figure) throws IOException {
        RunTables run = RunTables.read(
                StoredRun.of(root.resolve("run"), figure, 6_000_000).folder());
        String cell = "flink/UPSERT/" + (figure.isOf(Fault.NONE) ? Fault.NONE : Fault.BROKER_KILL);
        Bound bound = Bound.read(cell, "tuned", "ticks 500", figure, null, 10.0, null);
        Sample sample = bound.sampleOf(run).orElseThrow();

        assertThat(bound.text(sample))
                .isEqualTo(cell + ", tuned: " + figure.label() + " " + sample.text() + ", claimed at most 10.0");
        assertThat(new Claim("X1", Claim.Kind.MACHINE, "s", List.of(bound), List.of(), ClaimVerdict.NOT_RUN, "why")
                        .judgedBy(run))
                .hasValueSatisfying(claim -> assertThat(claim.evidence()).contains(figure.label(), sample.text()));
    }
}
