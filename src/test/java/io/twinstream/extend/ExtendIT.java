package io.twinstream.extend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.environment.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/extend.md shows is done to a copy of the project: after each section it compiles and its tests hold, and what was added by all
 * of them together runs on real servers.
 */
class ExtendIT {

    /** Go through every lane, sink mode and fault, or through the cells that do not apply. */
    private static final List<String> WORDS = List.of(
            "io.twinstream.cell.CellTest",
            "io.twinstream.cell.LaneTest",
            "io.twinstream.experiment.MatrixTest",
            "io.twinstream.experiment.MatrixRunTest",
            "io.twinstream.pipeline.PipelineSettingsTest",
            "io.twinstream.report.FaultMatrixTest",
            "io.twinstream.results.PublishedTest");

    private static final String BEGIN = "<!-- claims -->\n";
    private static final String END = "<!-- /claims -->\n";

    private static Site site;

    /** Kept where a test fails: its logs are in {@code target}. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @BeforeAll
    static void open() {
        for (String engine : List.of("flink", "spark")) {
            Assumptions.assumeTrue(
                    System.getProperty(engine + ".version") == null,
                    "the jobs are compiled against the version of " + engine + " that the pom has");
        }
        site = Site.open(Path.of("target", "extend"));
    }

    /** The folder is not deleted with a link in it that leads elsewhere, or not without a warning. */
    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(folder.resolve(CopyRunner.ENVIRONMENT));
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_lane_is_added() throws IOException {
        CopyRunner copy = compiled(Manual.LANE.addedIn(folder));

        copy.test(WORDS);
    }

    @Test
    void a_sink_mode_is_added_and_writes_to_a_real_database() throws IOException {
        CopyRunner copy = compiled(Manual.SINK_MODE.addedIn(folder));

        copy.test(with(WORDS, "io.twinstream.sink.TickWriterIT#a_replay_in_overwrite_mode_takes_the_place_of_the_row"));
    }

    @Test
    void a_fault_and_a_claim_are_added_and_a_trial_of_the_lane_with_the_sink_mode_decides() throws IOException {
        ProjectCopy project = Manual.CLAIM.addedIn(folder);
        CopyRunner copy = compiled(project);
        String claims = copy.command("claims", "--markdown");
        assertThat(claims).contains("| R10: A cancelled statement costs no row | confirmed |");
        putIntoReadme(project, claims);
        copy.command("paper", "results/published", "paper/generated");

        String said = copy.test(with(
                WORDS,
                "io.twinstream.ArchitectureTest",
                "io.twinstream.report.ReadmeTest",
                "io.twinstream.report.PaperTest",
                "io.twinstream.claims.ClaimedTestsTest",
                "io.twinstream.claims.CancelledStatementIT"));

        assertThat(said).containsPattern("step/OVERWRITE +VALID ");
        assertThat(witnesses(project))
                .anySatisfy(witness -> assertThat(witness).contains("DATABASE_CANCEL", "step/OVERWRITE", "canceling"));
    }

    private static CopyRunner compiled(ProjectCopy project) throws IOException {
        CopyRunner copy = new CopyRunner(project, site);
        copy.compile();
        return copy;
    }

    private static List<String> with(List<String> tests, String... more) {
        return Stream.concat(tests.stream(), Stream.of(more)).toList();
    }

    private static void putIntoReadme(ProjectCopy project, String claims) throws IOException {
        Path file = project.file("README.md");
        String readme = Files.readString(file);
        String before = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length());
        // Before the table stands what a JVM may have to say.
        String table = claims.substring(claims.indexOf("| claim"));
        Files.writeString(file, before + table + readme.substring(readme.indexOf(END)));
    }

    /** What the only trial has noted of how its fault was felt. */
    private static List<String> witnesses(ProjectCopy project) throws IOException {
        try (Stream<Path> files = Files.walk(project.file("results/local"))) {
            List<Path> histories =
                    files.filter(file -> file.endsWith("history.jsonl.gz")).toList();
            assertThat(histories).hasSize(1);
            try (InputStream facts = new GZIPInputStream(Files.newInputStream(histories.get(0)))) {
                return new String(facts.readAllBytes(), UTF_8)
                        .lines()
                        .filter(fact -> fact.contains("\"k\":\"witness\""))
                        .toList();
            }
        }
    }
}
