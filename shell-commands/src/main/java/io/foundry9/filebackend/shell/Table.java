package io.foundry9.filebackend.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of cells: under headings and aligned for people, one row a line with single spaces for programs. An absent cell is
 * a dash, so that a column is always where it is expected; the last column may hold spaces. For one thread.
 */
final class Table {

    private static final String ABSENT = "-";

    private final Output output;
    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** What stands over a column, and to which side it is aligned. */
    record Column(String name, boolean right) {
        static Column left(String name) {
            return new Column(name, false);
        }

        static Column right(String name) {
            return new Column(name, true);
        }
    }

    Table(Output output, Column... columns) {
        this.output = output;
        this.columns = List.of(columns);
    }

    void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.isEmpty() ? ABSENT : cell);
        }
        if (output.isTerminal()) {
            rows.add(row);
        } else {
            output.line(String.join(" ", row));
        }
    }

    /** Prints what had to wait until the widths were known. */
    void end() {
        if (!rows.isEmpty()) {
            List<List<String>> all = new ArrayList<>();
            all.add(columns.stream().map(column -> column.name.toUpperCase(Locale.ROOT)).toList());
            all.addAll(rows);
            int[] widths = widths(all);
            all.forEach(row -> output.line(aligned(row, widths)));
        }
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Style.length(row.get(i)));
            }
        }
        return widths;
    }

    private String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String gap = " ".repeat(widths[i] - Style.length(cell));
            line.append(columns.get(i).right ? gap + cell : cell + gap).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
