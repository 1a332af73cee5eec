package io.twinstream.report.paper;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.RunTables;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
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
record PaperRun(RunTables tables, List<JudgedSubject> judged) {

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

    List<JudgedSubject> of(Subject subject) {
        return judged.stream().filter(one -> subject.isOf(one.cell())).toList();
    }

    List<JudgedSubject> of(Cell cell) {
        return judged.stream().filter(one -> one.cell().equals(cell)).toList();
    }
}
