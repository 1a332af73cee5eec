package io.twinstream.report;

import io.twinstream.cell.Cell;
import io.twinstream.cell.Fault;
import io.twinstream.cell.Lane;
import io.twinstream.cell.SinkMode;
import io.twinstream.results.JudgedCell;
import io.twinstream.results.RunFolder;
import io.twinstream.results.RunTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run that the paper tells of.
 *
 * @param tables its trials with a single subject, by which times are told
 * @param judged every subject of every trial, also of those with several, by which deliveries are told
 */
record PaperRun(RunTables tables, List<JudgedCell> judged) {

    /** A lane with a sink mode. */
    record Subject(Lane lane, SinkMode sink) {

        static Stream<Subject> all() {
            return Arrays.stream(Lane.values())
                    .flatMap(lane -> lane.sinks().stream().sorted().map(sink -> new Subject(lane, sink)));
        }

        boolean isOf(Cell cell) {
            return cell.lane() == lane && cell.sink() == sink;
        }

        Cell under(Fault fault) {
            return new Cell(lane, sink, fault);
        }

        @Override
        public String toString() {
            return lane.id() + "/" + sink;
        }
    }

    PaperRun {
        judged = List.copyOf(judged);
    }

    /**
     * Reads it.
     *
     * @throws IOException if there is no run, or one of its files cannot be read; the message is one sentence
     */
    static PaperRun read(Path folder) throws IOException {
        RunTables tables = RunTables.read(folder);
        return new PaperRun(tables, RunFolder.open(folder).judged());
    }

    List<JudgedCell> of(Subject subject) {
        return judged.stream().filter(one -> subject.isOf(one.cell())).toList();
    }

    List<JudgedCell> of(Cell cell) {
        return judged.stream().filter(one -> one.cell().equals(cell)).toList();
    }
}
