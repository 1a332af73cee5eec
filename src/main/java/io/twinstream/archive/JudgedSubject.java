package io.twinstream.archive;

import io.twinstream.checker.CoreUse;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Timeline;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * What verdicts.json of a trial says of one of its sound subjects, as far as trials of its cell are put side by side.
 *
 * @param number of the trial in its run
 * @param alone whether the trial had no other subject: then its recovery was measured
 * @param lost records in neither table
 * @param duplicated records with more than one row
 * @param surplus rows and dead letters beyond the first of each record
 * @param replayed rows that our writer found there already; null where no journal is kept
 * @param orphans transactions that the stopped lane left prepared
 * @param faultLasted from the start of the fault to its end, in microseconds; null if it is not known
 * @param load what its topic was fed with
 * @param spare whether a worker stood ready to take over
 * @param folder of the trial
 */
public record JudgedSubject(
        Cell cell,
        int number,
        boolean alone,
        Judgement judgement,
        long lost,
        long duplicated,
        long surplus,
        Long replayed,
        long orphans,
        Recovery recovery,
        Long faultLasted,
        Load load,
        Spare spare,
        Path folder) {

    public Verdict verdict() {
        return judgement.verdict();
    }

    /** What became of the records. */
    public Delivered delivered() {
        return judgement.delivered();
    }

    /** How the trial went second by second; empty if that was not measured. */
    public List<Timeline.Second> timeline() throws IOException {
        return TimelineCsv.read(new TrialFolder(folder).timeline(subject()));
    }

    /** How many cores its processes used; empty if that was not measured. */
    public List<CoreUse.Sample> cores() throws IOException {
        return CoresCsv.read(new TrialFolder(folder).cores(subject()));
    }

    /** How long its rows took; empty if that was not measured. */
    public Optional<Histogram> latencies() throws IOException {
        Path file = new TrialFolder(folder).histogram(subject());
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (HistogramLogReader log = new HistogramLogReader(file.toFile())) {
            return Optional.ofNullable((Histogram) log.nextIntervalHistogram());
        }
    }

    private Subject subject() {
        return cell.subject();
    }

    /** Reads the trial in this folder; subjects with a planted defect are passed over. */
    static List<JudgedSubject> read(Path folder) throws IOException {
        VerdictJson.Trial trial = VerdictJson.read(folder.resolve(TrialFolder.VERDICTS));
        List<Exposure> exposures = trial.subjects().stream()
                .map(subject -> exposure(subject.delivery()))
                .filter(exposure -> exposure.subject().isSound())
                .toList();
        List<JudgedSubject> judged = new ArrayList<>();
        for (VerdictJson.Subject subject : trial.subjects()) {
            Exposure exposure = exposure(subject.delivery());
            if (exposure.subject().isSound()) {
                judged.add(of(trial, exposure.subject(), subject, exposure.in(exposures), folder));
            }
        }
        return judged;
    }

    private static Exposure exposure(DeliveryVerdict delivery) {
        return new Exposure(
                Subject.of(delivery.subject()),
                delivery.replayed() == null ? 0 : delivery.replayed(),
                delivery.surplus() > 0
                        || Stream.of(Finding.LOST, Finding.CORRUPTED, Finding.UNEXPECTED)
                                .anyMatch(finding -> delivery.found(finding).count() > 0));
    }

    private static JudgedSubject of(
            VerdictJson.Trial trial, Subject name, VerdictJson.Subject subject, boolean exposed, Path folder) {
        DeliveryVerdict delivery = subject.delivery();
        Cell cell = new Cell(name, trial.fault());
        return new JudgedSubject(
                cell,
                trial.number(),
                trial.subjects().size() == 1,
                judgement(cell, delivery).exposed(exposed),
                delivery.found(Finding.LOST).count(),
                delivery.found(Finding.DUPLICATED).count(),
                delivery.surplus(),
                delivery.replayed(),
                delivery.orphans(),
                subject.recovery(),
                trial.faultLasted(),
                trial.load() == null ? Load.Unknown.LOAD : Load.of(trial.load()),
                Spare.recorded(trial.spare(), name.lane()),
                folder);
    }

    private static Judgement judgement(Cell cell, DeliveryVerdict delivery) {
        return delivery.delivered() == null
                ? Judgement.derived(
                        cell,
                        delivery.verdict(),
                        delivery.found(Finding.LOST).count(),
                        delivery.surplus(),
                        delivery.found(Finding.CORRUPTED).count()
                                + delivery.found(Finding.UNEXPECTED).count())
                : new Judgement(delivery.delivered(), delivery.verdict(), delivery.known());
    }
}
