package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellTest {

    static List<Cell> all() {
        return Cell.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_cell_is_found_by_what_it_is_printed_as(Cell cell) {
        assertThat(Cell.of(cell.toString())).isEqualTo(cell);
    }

    @Test
    void a_cell_is_found_in_any_case() {
        assertThat(Cell.of("Flink-SQL/append/worker_kill"))
                .isEqualTo(new Cell(Lane.FLINK_SQL, SinkMode.APPEND, Fault.WORKER_KILL))
                .hasToString("flink-sql/APPEND/WORKER_KILL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flink/UPSERT                  | 'flink/UPSERT' is not a cell; a cell is lane/sink mode/fault, like flink/UPSERT/WORKER_KILL.
            storm/UPSERT/NONE             | There is no lane 'storm'; the lanes are flink, flink-sql, spark, spark-realtime, floor.
            flink/merge/NONE              | There is no sink mode 'merge'; the sink modes are APPEND, UPSERT, TRANSACTIONAL, LEDGER.
            """, quoteCharacter = '"')
    void what_is_unknown_is_answered_with_what_there_is(String text, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cell.of(text)).withMessage(sentence);
    }

    @Test
    void a_cell_of_a_lane_from_elsewhere_can_be_read_and_not_be_asked_for() {
        Subject elsewhere = Subject.of("storm/UPSERT");

        assertThat(Cell.recorded(elsewhere, "NONE")).hasToString("storm/UPSERT/NONE");
        assertThatIllegalArgumentException()
                .isThrownBy(Cell.recorded(elsewhere, "NONE")::requireApplies)
                .withMessageStartingWith("There is no lane 'storm'; ");
        assertThat(Cell.ORDER.compare(Cell.of("floor/UPSERT/NONE"), Cell.recorded(elsewhere, "NONE")))
                .isNegative();
    }

    @Test
    void an_unknown_fault_is_answered_with_the_faults() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.of("flink/UPSERT/flood"))
                .withMessageStartingWith("There is no fault 'flood'; the faults are NONE, WORKER_KILL, ")
                .withMessageEndingWith(", SINK_FULL.");
    }

    static List<LaneDescriptor> lanes() {
        return Lanes.all();
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void a_lane_has_a_twin_for_each_of_its_sink_modes_and_for_no_other(LaneDescriptor lane) {
        Set<SinkMode> withATwin = Arrays.stream(SinkMode.values())
                .filter(sink ->
                        new Cell(lane.lane(), sink, Fault.NONE).notApplicable().isEmpty())
                .collect(Collectors.toSet());

        assertThat(withATwin).isEqualTo(lane.sinks());
    }

    @Test
    void what_does_not_apply_says_why() {
        assertThat(Cell.of("floor/UPSERT/COORDINATOR_KILL").notApplicable())
                .contains("a bare consumer has no coordinator");
        assertThat(Cell.of("floor/UPSERT/WORKER_KILL").notApplicable()).isEmpty();
        assertThat(Gap.all())
                .extracting(gap -> gap.lane() + " " + (gap.faults().equals(Gap.EVERY) ? "every" : gap.faults()))
                .containsExactly(
                        "flink-sql every",
                        "spark-realtime every",
                        "floor every",
                        "floor [COORDINATOR_KILL]",
                        "spark [PROGRESS_REFUSED]",
                        "spark-realtime [PROGRESS_REFUSED]",
                        "floor [PROGRESS_REFUSED]");
        assertThat(Gap.all().get(0).text())
                .startsWith("flink-sql, LEDGER and TRANSACTIONAL and UPSERT, every fault: the lane is");
    }
}
