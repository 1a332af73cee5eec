package io.twinstream.report.text;

import io.twinstream.archive.Sample;
import io.twinstream.claim.CellDiff;
import io.twinstream.claim.ClaimDiff;
import io.twinstream.claim.FigureDiff;
import io.twinstream.claim.Reproduction;
import io.twinstream.claim.RunDiff;
import io.twinstream.statistics.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Two runs side by side as plain text: the outcome first, then warnings, claims and cells. */
public final class DiffReport {

    private static final Set<Integer> LEFT = Set.of(0, 1, 2, 3);
    private static final String INDENT = "  ";

    private static final String LEGEND = """
            Partly: less than half of the published cells were run again. Figures are medians over trials, n of them, with a nominal 95 %
            interval [percentile bootstrap] from 6 trials on and (the least to the most) below that; cv is the coefficient of variation.
            A ratio is what came out again over what was published, noise what two halves
            of the trials of one side differ by, at most, in 19 of 20 deals: two runs may differ by more. Figures decide nothing but the claims above.
            Of claims those are here whose figures both runs have; the others are decided by tests, by runs with other settings, or not at all.
            Beside: in trials with these other subjects, of which only what was delivered is compared. A cell that was run both ways is counted for each.
            Promise broken in at most: where it was in no trial, the rate that those trials leave possible, with a confidence of 95 %, in which something could
            have hurt: records were read again, or a control was damaged. None exposed: nothing could.
            """;

    private DiffReport() {}

    /** The report, which ends in a line break. */
    public static String of(RunDiff diff) {
        String part = diff.isPart() && diff.outcome() == Reproduction.REPRODUCED ? "partly " : "";
        StringBuilder text = new StringBuilder(
                        "%d of %d published cells were run again, ".formatted(diff.covered(), diff.published()))
                .append((part + diff.outcome().label()).toUpperCase(Locale.ROOT))
                .append(": ")
                .append(counts(
                        "cells", diff.cells().stream().map(CellDiff::delivery).toList()))
                .append("; ")
                .append(counts(
                        "claims", diff.claims().stream().map(ClaimDiff::outcome).toList()))
                .append('\n');
        diff.warnings()
                .forEach(warning -> text.append("WARNING: ").append(warning).append('\n'));
        diff.claims().forEach(claim -> add(text, claim));
        addCells(text, diff.cells());
        return text.append('\n').append(LEGEND).toString();
    }

    private static String counts(String what, List<Reproduction> outcomes) {
        return what + " "
                + Arrays.stream(Reproduction.values())
                        .map(one -> outcomes.stream()
                                        .filter(outcome -> outcome == one)
                                        .count() + " " + one.label())
                        .collect(Collectors.joining(", "));
    }

    private static void add(StringBuilder text, ClaimDiff claim) {
        text.append("%n%s, %s: %s%n"
                .formatted(
                        claim.published().id(),
                        claim.published().kind().label(),
                        claim.outcome().label()));
        text.append(INDENT
                + "published: %s, %s%n"
                        .formatted(
                                claim.published().verdict().label(),
                                claim.published().evidence()));
        text.append(INDENT
                + "again:     %s, %s%n"
                        .formatted(
                                claim.again().verdict().label(), claim.again().evidence()));
    }

    private static void addCells(StringBuilder text, List<CellDiff> all) {
        List<CellDiff> cells = all.stream().filter(CellDiff::isOnBothSides).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "published", "again", "ratio"));
        cells.forEach(cell -> rows.addAll(rows(cell)));
        Iterator<String> lines = Aligned.of(rows, LEFT).lines().iterator();
        text.append('\n').append(INDENT).append(lines.next()).append('\n');
        for (CellDiff cell : cells) {
            text.append(cell.title())
                    .append(": ")
                    .append(cell.delivery().label())
                    .append('\n');
            rows(cell).forEach(row -> text.append(INDENT).append(lines.next()).append('\n'));
        }
        addOneSided(text, all.stream().filter(cell -> !cell.isOnBothSides()).toList());
    }

    /** What cells of one subject may have in common: all but the fault. */
    private record Alike(String subject, String conditions, String outcome) {

        static Alike of(CellDiff cell) {
            return new Alike(
                    cell.cell().subject().name(),
                    cell.conditions(),
                    cell.again().counts().isEmpty()
                            ? "published: " + cell.published().text()
                            : "again: " + cell.again().text());
        }

        String line(List<String> faults) {
            String those = faults.size() == 1 ? faults.get(0) : "{" + String.join(", ", faults) + "}";
            return subject + "/" + those + conditions + ", " + outcome;
        }
    }

    private static void addOneSided(StringBuilder text, List<CellDiff> cells) {
        if (cells.isEmpty()) {
            return;
        }
        text.append("\nInconclusive, for only one of both runs has them; what was delivered is that of each:\n");
        Map<Alike, List<String>> faults = new LinkedHashMap<>();
        cells.forEach(cell -> faults.computeIfAbsent(Alike.of(cell), first -> new ArrayList<>())
                .add(cell.cell().fault().name()));
        faults.forEach(
                (alike, those) -> text.append(INDENT).append(alike.line(those)).append('\n'));
    }

    private static List<List<String>> rows(CellDiff cell) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("delivered", cell.published().text(), cell.again().text(), ""));
        cell.figures().forEach(figure -> rows.add(row(figure)));
        return rows;
    }

    private static List<String> row(FigureDiff figure) {
        return List.of(
                figure.published().figure().label(),
                figure.published().text(),
                figure.again().text(),
                figure.ratio().map(DiffReport::text).orElse("-"));
    }

    private static String text(Sample.Ratio ratio) {
        return ratio.text()
                + (ratio.noise().isEmpty()
                        ? ""
                        : ", noise " + Digits.of(ratio.noise().getAsDouble()));
    }
}
