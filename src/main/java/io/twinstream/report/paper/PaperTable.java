package io.twinstream.report.paper;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of the paper. It is written twice from the same cells, so that another document than ours can take it in.
 * What cells hold is AsciiDoc of two kinds, {@code `code`} and references; all else is plain text.
 */
record PaperTable(List<Column> columns, List<List<String>> rows) {

    private static final Pattern MARKED = Pattern.compile("`([^`]*)`|<<([^>]*)>>");

    /**
     * A column.
     *
     * @param width in relation to that of the others
     * @param isNumber whether its cells end at the right
     */
    record Column(String title, int width, boolean isNumber) {

        static Column text(String title, int width) {
            return new Column(title, width, false);
        }

        static Column number(String title, int width) {
            return new Column(title, width, true);
        }
    }

    PaperTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        rows.stream().filter(row -> row.size() != width).findFirst().ifPresent(row -> {
            throw new IllegalArgumentException("The row " + row + " has not " + width + " cells.");
        });
    }

    /** As AsciiDoc, with its attribute list. */
    String adoc() {
        StringBuilder table = new StringBuilder("[options=\"header\",cols=\"")
                .append(columns.stream()
                        .map(column -> (column.isNumber() ? ">" : "<") + column.width())
                        .collect(Collectors.joining(",")))
                .append("\",frame=ends,grid=rows]\n|===\n");
        columns.forEach(column -> table.append('|').append(cell(column.title())).append(' '));
        table.append("\n\n");
        rows.forEach(row -> {
            row.forEach(cell -> table.append('|').append(cell(cell)).append('\n'));
            table.append('\n');
        });
        return table.append("|===\n").toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** As LaTeX: a longtable, with the rules of booktabs. */
    String tex() {
        String head = line(columns.stream().map(Column::title).toList());
        StringBuilder table = new StringBuilder("\\begin{longtable}{")
                .append(columns.stream().map(this::alignment).collect(Collectors.joining()))
                .append("}\n\\toprule\n")
                .append(head)
                .append("\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
        rows.forEach(row -> table.append(line(row)));
        return table.append("\\end{longtable}\n").toString();
    }

    /** LaTeX wants a share of the line for each column, the space beside it included. */
    private String alignment(Column column) {
        int all = columns.stream().mapToInt(Column::width).sum();
        String side = column.isNumber() ? "left" : "right";
        String share = "0.%03d".formatted(1_000 * column.width() / all);
        return ">{\\ragged" + side + "\\arraybackslash}p{\\dimexpr " + share + "\\linewidth-2\\tabcolsep\\relax}";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(PaperTable::latex).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    private static String latex(String text) {
        StringBuilder latex = new StringBuilder();
        Matcher marked = MARKED.matcher(text);
        int done = 0;
        while (marked.find()) {
            latex.append(escaped(text.substring(done, marked.start())));
            latex.append(
                    marked.group(1) != null
                            ? "\\texttt{" + escaped(marked.group(1)) + "}"
                            : "\\cite{" + marked.group(2) + "}");
            done = marked.end();
        }
        return latex.append(escaped(text.substring(done))).toString();
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(PaperTable::escaped).collect(Collectors.joining());
    }

    private static String escaped(int character) {
        return switch (character) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            // A line that begins with a bracket would be taken for the argument of the line break before it.
            case '[', ']' -> "{" + Character.toString(character) + "}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(character);
            default -> Character.toString(character);
        };
    }
}
