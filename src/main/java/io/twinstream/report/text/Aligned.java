package io.twinstream.report.text;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of text in aligned columns. */
final class Aligned {

    private Aligned() {}

    /**
     * The rows, a line each.
     *
     * @param left the columns that begin at the left; the others end at the right
     */
    static String of(List<List<String>> rows, Set<Integer> left) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder table = new StringBuilder();
        rows.forEach(row -> table.append(line(row, widths, left)).append('\n'));
        return table.toString();
    }

    private static String line(List<String> row, int[] widths, Set<Integer> left) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String side = left.contains(column) ? "-" : "";
            line.append(("%" + side + Math.max(1, widths[column]) + "s").formatted(row.get(column)))
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
