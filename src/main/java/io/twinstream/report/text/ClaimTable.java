package io.twinstream.report.text;

import io.twinstream.claim.Claim;
import io.twinstream.claim.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims as plain text, with the evidence and the deciding tests below each, and as Markdown. */
public final class ClaimTable {

    private static final Set<Integer> LEFT = Set.of(0, 1, 2, 3);
    private static final String INDENT = "    ";

    private ClaimTable() {}

    /** How many have which verdict, then each. */
    public static String of(List<Claim> claims) {
        String[] lines = Aligned.of(claims.stream().map(ClaimTable::cells).toList(), LEFT)
                .split("\n", -1);
        StringBuilder text = new StringBuilder(summary(claims)).append("\n\n");
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            text.append(lines[i]).append('\n');
            text.append(INDENT).append(claim.evidence()).append('\n');
            claim.tests().forEach(test -> text.append(INDENT).append(test).append('\n'));
        }
        return text.toString();
    }

    /**
     * The claims as docs/claims.md has them: a row for each that somebody looked at, how each of these was read and
     * what decides it, and the others with the reason.
     */
    public static String markdown(List<Claim> claims) {
        StringBuilder text = new StringBuilder(summary(claims)).append("""


                | claim | claimed | measured | verdict |
                |---|---|---|---|
                """);
        List<Claim> run =
                claims.stream().filter(claim -> claim.verdict().isRun()).toList();
        run.forEach(claim -> text.append("| %s | %s | %s | %s |%n"
                .formatted(
                        claim.id(),
                        claim.statement(),
                        claim.measured(),
                        claim.verdict().label())));
        text.append("\n## Reading notes\n\n");
        run.forEach(claim -> text.append("- **%s**, decided by %s%s%n"
                .formatted(
                        claim.id(),
                        classes(claim),
                        claim.evidence().equals(claim.measured()) ? "." : ": " + claim.evidence() + ".")));
        text.append("\n## Not looked at\n\n");
        claims.stream()
                .filter(claim -> !claim.verdict().isRun())
                .forEach(claim -> text.append("- **%s**, %s: %s (%s).%n"
                        .formatted(claim.id(), claim.verdict().label(), claim.statement(), claim.evidence())));
        return text.toString();
    }

    private static List<String> cells(Claim claim) {
        return List.of(claim.id(), claim.verdict().label(), claim.kind().label(), claim.statement());
    }

    private static String summary(List<Claim> claims) {
        List<String> counts = new ArrayList<>();
        Claims.byVerdict(claims).forEach((verdict, count) -> counts.add(count + " " + verdict.label()));
        return claims.size() + " claims: " + String.join(", ", counts) + ".";
    }

    /** The classes of its tests, as code. */
    private static String classes(Claim claim) {
        String tests = claim.tests().stream()
                .map(test -> "`" + test.replaceAll("^.*\\.|#.*$", "") + "`")
                .distinct()
                .collect(Collectors.joining(", "));
        return claim.bounds().isEmpty() ? tests : "trials of the runs" + (tests.isEmpty() ? "" : ", held by " + tests);
    }
}
