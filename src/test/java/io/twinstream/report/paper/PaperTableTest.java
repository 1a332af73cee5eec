package io.twinstream.report.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.report.paper.PaperTable.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTableTest {

    private static final List<Column> COLUMNS = List.of(Column.text("what", 3), Column.number("n", 1));

    @Test
    void the_same_cells_are_written_in_both_languages() {
        PaperTable table = new PaperTable(COLUMNS, List.of(List.of("rows", "1.20 [1.00, 1.60]"), List.of("", "-")));

        assertThat(table.adoc()).isEqualTo("""
                [options="header",cols="<3,>1",frame=ends,grid=rows]
                |===
                |what |n\s

                |rows
                |1.20 [1.00, 1.60]

                |
                |-

                |===
                """);
        assertThat(table.tex()).isEqualTo("""
                \\begin{longtable}{>{\\raggedright\\arraybackslash}p{\\dimexpr 0.750\\linewidth-2\\tabcolsep\\relax}>{\\raggedleft\\arraybackslash}p{\\dimexpr 0.250\\linewidth-2\\tabcolsep\\relax}}
                \\toprule
                what & n \\\\
                \\midrule
                \\endhead
                \\bottomrule
                \\endfoot
                rows & 1.20 {[}1.00, 1.60{]} \\\\
                 & - \\\\
                \\end{longtable}
                """);
    }

    @Test
    void code_and_references_are_kept_and_all_else_is_plain_text() {
        PaperTable table =
                new PaperTable(COLUMNS, List.of(List.of("<<DEBS24>>: `user_name` & 5 % of a|b", "> 3 \\ ~ ^ {x}")));

        assertThat(table.adoc()).contains("|<<DEBS24>>: `user_name` & 5 % of a\\|b\n|> 3 ");
        assertThat(table.tex())
                .contains("\\cite{DEBS24}: \\texttt{user\\_name} \\& 5 \\% of a|b & "
                        + "\\textgreater{} 3 \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\{x\\} \\\\\n");
    }

    @Test
    void a_row_that_does_not_fit_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaperTable(COLUMNS, List.of(List.of("rows"))))
                .withMessage("The row [rows] has not 2 cells.");
    }
}
