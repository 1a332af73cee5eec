package io.twinstream.report.paper;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.RunTables;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Lanes;
import io.twinstream.lane.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run that the paper is about.
 *
 * @param tables its trials with a single subject, which times are taken from
 * @param judged every subject of every trial, also of those with several, which deliveries are taken from
 */
record PaperRun(RunTables tables, List<JudgedSubject> judged) {

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

    /** Those that were judged in it, in their order. */
    Stream<Subject> subjects() {
        return Lanes.subjects().filter(subject -> !of(subject).isEmpty());
    }

    List<JudgedSubject> of(Subject subject) {
        return judged.stream()
                .filter(one -> one.cell().subject().equals(subject))
                .toList();
    }

    List<JudgedSubject> of(Cell cell) {
        return judged.stream().filter(one -> one.cell().equals(cell)).toList();
    }
}
