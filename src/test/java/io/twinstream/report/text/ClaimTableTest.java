package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.claim.Claim;
import io.twinstream.claim.ClaimVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTableTest {

    private static final List<Claim> CLAIMS = List.of(
            new Claim(
                    "R1",
                    Claim.Kind.PORTABLE,
                    "Nothing is lost",
                    List.of(),
                    List.of("claims.OneIT#nothing", "claims.OneIT#something", "cli.TwoIT#anything"),
                    ClaimVerdict.REFUTED,
                    "three rows were"),
            new Claim(
                    "W10",
                    Claim.Kind.MACHINE,
                    "It is fast",
                    List.of(),
                    List.of(),
                    ClaimVerdict.NOT_TESTABLE_HERE,
                    "slow"));

    @Test
    void every_claim_stands_above_its_evidence_and_its_tests() {
        assertThat(ClaimTable.of(CLAIMS)).isEqualTo("""
                2 claims: 0 confirmed, 1 refuted, 0 inconclusive, 1 not testable here, 0 not run.

                R1   refuted            portable  Nothing is lost
                    three rows were
                    claims.OneIT#nothing
                    claims.OneIT#something
                    cli.TwoIT#anything
                W10  not testable here  machine   It is fast
                    slow
                """);
    }

    @Test
    void the_document_has_what_was_looked_at_as_a_table_how_it_was_read_and_what_was_not() {
        assertThat(ClaimTable.markdown(CLAIMS)).isEqualTo("""
                2 claims: 0 confirmed, 1 refuted, 0 inconclusive, 1 not testable here, 0 not run.

                | claim | claimed | measured | verdict |
                |---|---|---|---|
                | R1 | Nothing is lost | three rows were | refuted |

                ## Reading notes

                - **R1**, decided by `OneIT`, `TwoIT`.

                ## Not looked at

                - **W10**, not testable here: It is fast (slow).
                """);
    }
}
