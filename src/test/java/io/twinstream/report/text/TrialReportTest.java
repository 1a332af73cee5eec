package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.TrialResult;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialReportTest {

    private static final String NAME = "floor/UPSERT";
    private static final long SECOND = 1_000_000;
    private static final long STEP = 50_000;

    @Test
    void a_trial_with_a_fault_shows_replay_and_recovery() {
        String report = TrialReport.of(TrialResult.of(trial(Fault.WORKER_KILL, 40 * SECOND)));

        assertThat(report)
                .contains(String.format("%n  %-17s %s%n", "note", "1 transaction left prepared"))
                .contains(line(
                        "replay",
                        "0 surplus rows, 399 visible but uncovered when the fault started, "
                                + "1 transactions left prepared"))
                .contains(line("recovery", "longest gap 0.1 s, first row 0.2 s, disturbed for 0.0 s, catch-up 0.0 s"));
    }

    @Test
    void a_recovery_that_was_not_seen_to_its_end_is_reported_as_a_bound() {
        assertThat(TrialReport.of(TrialResult.of(trial(Fault.WORKER_KILL, 25 * SECOND))))
                .contains(line(
                        "recovery",
                        "longest gap 0.1 s, first row 0.2 s, disturbed for -, catch-up > 0.0 s; "
                                + "UNKNOWN: the end of the disturbance was not seen"));
    }

    @Test
    void what_is_not_known_is_a_dash_with_its_reason() {
        assertThat(TrialReport.of(TrialResult.of(trial(Fault.WORKER_KILL, SECOND))))
                .contains(line(
                        "recovery",
                        "longest gap -, first row -, disturbed for -, catch-up -; UNKNOWN: no row of some partition became visible after the fault started, or not all of them; "
                                + "no tick of some partition that was meant to be sent after the fault had taken hold has a row; "
                                + "the end of the disturbance was not seen; only 0 rows between warm-up and fault"));
    }

    @Test
    void a_trial_without_a_fault_shows_neither() {
        assertThat(TrialReport.of(TrialResult.of(trial(Fault.NONE, SECOND))))
                .doesNotContain("recovery")
                .doesNotContain("replay ");
    }

    private static String line(String name, String what) {
        return String.format("  %-17s %s%n", name, what);
    }

    /** 20 ticks a second, each visible after 100 ms; the fault is at 20 s. */
    private static History trial(Fault fault, long length) {
        Subject subject = new Subject(
                new io.twinstream.lane.Subject(Lane.FLOOR, SinkMode.UPSERT),
                Contract.of(Lane.FLOOR, SinkMode.UPSERT),
                1_000);
        long ticks = length / STEP;
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact.Trial(0, 0, Fact.SCHEMA, "run", 1, 42, "prices", fault, ticks, List.of(subject), Map.of()),
                new Fact.Clock(0, 0),
                new Fact.Clock(SECOND, SECOND * 1_000),
                new Fact.Journal(0, 0, NAME, Read.B, "floor", 1, 1, Fact.Journal.ROWS, ticks, ticks)));
        for (long n = 0; n < ticks; n++) {
            long at = n * STEP;
            facts.add(new Fact.Attempted(at, 0, n, at, "B", "B", "1.5", "me", 1, null));
            facts.add(new Fact.TopicRecord(at, 0, 0, n, n, at));
            facts.add(new Fact.Row(
                    at, 0, NAME, Read.B, new Position(0, n), new TickColumns("B", "1.5", "me", 1L, at), at + 100_000));
        }
        Map<Integer, Long> ends = Map.of(0, ticks);
        if (fault != Fault.NONE) {
            facts.add(new Fact.FaultPhase(20 * SECOND, 20 * SECOND * 1_000, fault, true));
            facts.add(new Fact.Witness(20 * SECOND, 20 * SECOND * 1_000, fault, null, "pid 7 is gone"));
            facts.add(new Fact.Prepared(0, 0, NAME, "floor-7", 0));
        }
        facts.add(new Fact.Drained(0, 0, NAME, ends, true));
        facts.add(new Fact.End(0, 0, ends));
        return History.of(facts, false);
    }
}
