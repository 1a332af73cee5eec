package io.twinstream.report.paper;

import io.twinstream.claim.Claim;
import io.twinstream.claim.Literature;
import io.twinstream.report.paper.PaperTable.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What others said, for the paper: the claims of the original, and published figures. */
final class PaperClaims {

    private PaperClaims() {}

    /** The claims that somebody looked at. */
    static PaperTable looked(List<Claim> claims) {
        return new PaperTable(
                List.of(
                        Column.text("claim", 2),
                        Column.text("claimed", 12),
                        Column.text("measured", 14),
                        Column.text("verdict", 5)),
                claims.stream()
                        .filter(claim -> claim.verdict().isRun())
                        .map(claim -> List.of(
                                claim.id(),
                                claim.statement(),
                                claim.measured(),
                                claim.verdict().label()))
                        .toList());
    }

    /**
     * The claims that nobody has looked at, and why, for a sentence:
     * {@code W3, W4 (there is no window); O5 (there is no YARN)}.
     */
    static String open(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> !claim.verdict().isRun())
                .collect(Collectors.groupingBy(
                        Claim::evidence, LinkedHashMap::new, Collectors.mapping(Claim::id, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(why -> why.getValue() + " (" + why.getKey() + ")")
                .collect(Collectors.joining("; "));
    }

    /** Figures of others that can be set beside ours. */
    static PaperTable literature(List<Literature> figures) {
        return new PaperTable(
                List.of(
                        Column.text("source", 5),
                        Column.text("system", 5),
                        Column.text("what was measured", 9),
                        Column.text("value", 4),
                        Column.text("why only the direction", 7)),
                figures.stream()
                        .filter(figure -> figure.likeness() == Literature.Likeness.DIRECTION)
                        .map(figure -> List.of(
                                "<<" + figure.reference() + ">> " + figure.source(),
                                figure.system(),
                                figure.measured(),
                                figure.value() + " " + figure.unit(),
                                figure.because()))
                        .toList());
    }
}
