package io.twinstream.archive;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.experiment.Lanes;

/**
 * What became of a subject's records, whether that was promised, and whether it is known if not.
 *
 * @param known the document of the defect that accounts for all of a broken promise; null if there is none
 * @param exposed whether something in its trial could have hurt it: {@link Exposure}
 */
public record Judgement(Delivered delivered, Verdict verdict, String known, boolean exposed) {

    /** Of a subject that nothing could hurt. */
    public Judgement(Delivered delivered, Verdict verdict, String known) {
        this(delivered, verdict, known, false);
    }

    /** The same in a trial that could have hurt it, or not. */
    public Judgement exposed(boolean could) {
        return new Judgement(delivered, verdict, known, could);
    }

    /**
     * Of a trial that was stored before what happened had a word of its own: from its counts, by what the lane promises
     * today. Then the contract of Flink's XA sink was fitted to its defect.
     *
     * @param missing records without a row
     * @param surplus rows beyond the first of each record
     * @param damaged rows that are corrupted or unexpected
     */
    public static Judgement derived(Cell cell, Verdict stored, long missing, long surplus, long damaged) {
        Delivered delivered = Delivered.of(stored, stored == Verdict.HALTED, missing, surplus, damaged);
        Contract promise = Contract.of(cell.lane(), cell.sink());
        boolean doubled = surplus > 0 && promise.duplicates() == Duplicates.NONE;
        boolean halted = stored == Verdict.HALTED && !promise.mayHaltUnder().contains(cell.fault());
        if (stored == Verdict.UNKNOWN || stored == Verdict.INVALID || !(doubled || halted)) {
            return new Judgement(delivered, stored, null);
        }
        String known = Lanes.of(cell.lane())
                .knownDefect(cell.sink())
                .filter(defect -> accountsFor(defect.kept(), cell.fault(), doubled, halted))
                .map(KnownDefect::finding)
                .orElse(null);
        return new Judgement(delivered, Verdict.INVALID, known);
    }

    private static boolean accountsFor(Contract kept, Fault fault, boolean doubled, boolean halted) {
        return !(doubled && (fault == Fault.NONE || kept.duplicates() == Duplicates.NONE))
                && !(halted && !kept.mayHaltUnder().contains(fault));
    }

    /** Whether this ends a build in failure. */
    public boolean fails() {
        return verdict.fails() && known == null;
    }

    /** {@code ONCE, VALID} or {@code DUPLICATED, INVALID (known: docs/findings/xa-sink.md)}. */
    public String text() {
        return delivered
                + (delivered == Delivered.UNKNOWN ? "" : ", " + verdict)
                + (known == null ? "" : " (known: " + known + ")");
    }
}
