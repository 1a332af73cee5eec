package io.twinstream.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.twinstream.archive.RunFolder;
import io.twinstream.archive.StoredRun;
import io.twinstream.archive.TrialFolder;
import io.twinstream.experiment.Fault;
import io.twinstream.report.chart.RunCharts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {

    private static final Path PUBLISHED = Path.of("results", "published");

    @TempDir
    private Path root;

    @Test
    void a_page_needs_no_script_and_no_other_file() throws IOException {
        String html = Files.readString(RunPage.write(copyOf(PUBLISHED)));

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .doesNotContainPattern("(?i)<script|<iframe|<link|<object|@import|\\son\\w+=")
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*(?![\"']#)")
                .doesNotContainPattern("(?i)url\\((?!data:|#|[\"']#)");
        assertThat(Pattern.compile("\\sid=\"([^\"]+)\"").matcher(html).results().map(id -> id.group(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_page_has_a_chart_for_each_fault_whose_recovery_was_measured() throws IOException {
        RunPage page = RunPage.of(PUBLISHED);

        assertThat(page.charts().recovery())
                .extracting(RunCharts.Chart::title)
                .contains("WORKER_KILL, UPSERT", "DATABASE_KILL, UPSERT");
        assertThat(page.charts().recovery())
                .filteredOn(chart -> chart.title().equals("WORKER_KILL, UPSERT"))
                .singleElement()
                .extracting(RunCharts.Chart::svg, STRING)
                .startsWith("<svg")
                .contains("aria-label=\"Rows visible each second", ">seconds from the fault<", ">flink/UPSERT, ")
                .endsWith("</svg\n>");
        assertThat(page.charts().undisturbed().get(0).latency().svg()).contains(">99 %<", ">latency, ms<");
    }

    @Test
    void a_trial_that_says_nothing_is_in_no_chart() throws IOException {
        Path copy = copyOf(PUBLISHED);
        Path verdicts = copy.resolve("trials/worker_kill/2/verdicts.json");
        Files.writeString(verdicts, Files.readString(verdicts).replace("\"VALID\"", "\"UNKNOWN\""));

        assertThat(killed(PUBLISHED))
                .contains(">flink/UPSERT, a spare worker, 10 trials<", ">spark/UPSERT, no spare worker, 10 trials<");
        assertThat(killed(copy)).contains(">flink/UPSERT, a spare worker, 9 trials<");
    }

    @Test
    void the_floor_lies_over_no_lane_that_is_compared() throws IOException {
        assertThat(killed(PUBLISHED)).doesNotContain("floor");
    }

    private static String killed(Path run) throws IOException {
        return RunPage.of(run).charts().recovery().stream()
                .filter(chart -> chart.title().equals("WORKER_KILL, UPSERT"))
                .findFirst()
                .orElseThrow()
                .svg();
    }

    @Test
    void cores_in_use_are_drawn_for_one_trial_of_each_lane_the_usual_load_first() throws IOException {
        assertThat(RunPage.of(Path.of("results", "published-original")).undisturbedCharts())
                .filteredOn(chart -> chart.title().startsWith("Cores in use"))
                .satisfiesExactly(
                        usual -> {
                            assertThat(usual.title()).endsWith(", ticks 500, the first trial of each");
                            assertThat(usual.svg())
                                    .contains(">cores in use<", ">flink/UPSERT, 1 trial<", ">spark/UPSERT, 1 trial<");
                        },
                        light -> assertThat(light.title()).endsWith(", ticks 1, the first trial of each"),
                        other -> {
                            assertThat(other.title()).endsWith(", ticks 50, the first trial of each");
                            assertThat(other.svg()).contains(">flink-sql/APPEND, 1 trial<", ">spark/APPEND, 1 trial<");
                        },
                        heavy -> assertThat(heavy.title()).endsWith(", ticks 5000, the first trial of each"));
    }

    @Test
    void lanes_are_put_beside_each_other_with_the_noise_between_trials_of_one() throws IOException {
        assertThat(Files.readString(RunPage.write(copyOf(PUBLISHED))))
                .containsPattern("<td class=\"nowrap\">spark over flink</td><td>UPSERT/NONE</td><td>p50 ms</td>"
                        + "<td>[0-9.]+ \\[[0-9.]+, [0-9.]+]</td><td>[0-9.]+</td><td>(more|less|not resolved)</td>")
                .contains("<li>flink/UPSERT: a row waits 20 ms at the most, commit each 1.00 s, a spare worker")
                .contains("No ratio of spark over flink, UPSERT/WORKER_KILL: unequal spares, ");
    }

    @Test
    void a_broken_contract_stands_above_everything() throws IOException {
        Path folder = StoredRun.create(root.resolve("run")).folder();
        Files.writeString(
                Files.createDirectories(folder.resolve("trials/worker_kill/7")).resolve("verdicts.json"), """
                {"number": 7, "fault": "WORKER_KILL", "subjects": [{"recovery": {"unknown": "not measured"}, "delivery":
                {"subject": "flink/UPSERT", "verdict": "INVALID", "found": {"LOST": {"count": 3}}}}]}
                """);

        assertThat(Files.readString(RunPage.write(folder)))
                .containsPattern(
                        "class=\"broken\"[^§]*<strong>LOST, INVALID</strong> flink/UPSERT/WORKER_KILL, trial 7: 3 lost, 0 duplicated"
                                + "[^§]*id=\"matrix\"")
                .contains("<td class=\"lost\" title=\"\">LOST<br>3 lost, 1 broke the promise</td>");
    }

    @Test
    void the_same_run_has_the_same_page() throws IOException {
        Path run = copyOf(PUBLISHED);
        String once = Files.readString(RunPage.write(run));

        assertThat(Files.readString(RunPage.write(run))).isEqualTo(once);
    }

    @Test
    void a_lane_that_halted_stands_out_where_nothing_was_measured() throws IOException {
        Path folder = StoredRun.create(root.resolve("run")).folder();
        RunFolder run = new RunFolder(folder);
        TrialFolder trial = run.trial(Fault.WORKER_KILL, 1);
        Files.copy(
                Path.of("fixtures", "histories", "xa-sink", "killed-while-prepared", "history.jsonl.gz"),
                trial.history());
        Files.delete(folder.resolve("verdicts.csv"));
        Files.delete(folder.resolve("recovery.csv"));
        run.judge(trial);

        assertThat(Files.readString(RunPage.write(folder)))
                .contains(
                        "class=\"stuck\"",
                        "No such trial in this run.",
                        "A promise was broken in 1, in 1 of them as is known.")
                .doesNotContain("class=\"broken\"");
    }

    @Test
    void a_folder_without_a_run_is_named() {
        assertThatThrownBy(() -> RunPage.write(root))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no manifest.json in " + root + "; name the folder of a run.");
    }

    private Path copyOf(Path run) throws IOException {
        Path copy = root.resolve("copy");
        try (var files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(run.relativize(file)));
            }
        }
        return copy;
    }
}
