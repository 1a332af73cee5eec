package io.twinstream.claim;

import io.twinstream.archive.Population;
import io.twinstream.archive.RunConditions;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.SharedCell;
import io.twinstream.archive.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A published run beside another one.
 *
 * @param warnings why times may differ whatever the lanes do, a sentence each
 */
public record RunDiff(List<String> warnings, List<CellDiff> cells, List<ClaimDiff> claims) {

    public RunDiff {
        warnings = List.copyOf(warnings);
        cells = List.copyOf(cells);
        claims = List.copyOf(claims);
    }

    /**
     * Puts two runs side by side.
     *
     * @param claims those that are asked for; of these the ones that both runs tell of are in the result
     * @throws IllegalArgumentException if the engines were set up differently: nothing of the two runs can be compared
     */
    public static RunDiff of(RunTables published, RunTables again, Collection<Claim> claims) {
        if (!published.settings().equals(again.settings())) {
            throw new IllegalArgumentException("One run was made with the settings " + published.settings()
                    + ", the other with " + again.settings() + ": they cannot be compared.");
        }
        Set<Population> alone = new LinkedHashSet<>(published.populations());
        alone.addAll(again.populations());
        Set<SharedCell> shared = new LinkedHashSet<>(published.shared().keySet());
        shared.addAll(again.shared().keySet());
        return new RunDiff(
                warnings(published, again),
                Stream.concat(
                                alone.stream().map(population -> CellDiff.of(population, published, again)),
                                shared.stream().map(cell -> CellDiff.of(cell, published, again)))
                        .toList(),
                claims.stream()
                        .flatMap(claim -> ClaimDiff.of(claim, published, again).stream())
                        .toList());
    }

    /** From this share of the published cells on they are called reproduced, below it partly. */
    private static final double ENOUGH = 0.5;

    /** Published cells. */
    public long published() {
        return cells.stream()
                .filter(cell -> !cell.published().equals(Tally.NONE))
                .count();
    }

    /** Published cells of which the other run has trials, too. */
    public long covered() {
        return cells.stream().filter(CellDiff::isOnBothSides).count();
    }

    /** Whether so few cells were run again that what they show is said of a part only. */
    public boolean isPart() {
        return covered() < ENOUGH * published();
    }

    private static List<String> warnings(RunTables published, RunTables again) {
        List<String> warnings = new ArrayList<>(RunConditions.warnings(published.manifest(), again.manifest()));
        if (!Collections.disjoint(published.shared().keySet(), again.shared().keySet())
                && !(published.manifest().isOfMatrix() && again.manifest().isOfMatrix())) {
            warnings.add(
                    "Not all commands of both runs are known to be of -Pfull: where several subjects shared the machine, trials of tests"
                            + " that aim at a moment may be among those put together.");
        }
        return warnings;
    }

    /** By what was delivered and by the portable claims; what is the machine's decides nothing. */
    public Reproduction outcome() {
        return Reproduction.ofAll(Stream.concat(
                        cells.stream().map(CellDiff::delivery),
                        claims.stream()
                                .filter(claim -> claim.published().kind() == Claim.Kind.PORTABLE)
                                .map(ClaimDiff::outcome))
                .toList());
    }
}
