import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up JaCoCo's aggregate CSV report by module, prints a line for each, and fails when one has too little of its
 * lines or branches covered. Run as a source file: {@code java CoverageCheck.java REPORT.csv LINES BRANCHES} (per cent).
 */
final class CoverageCheck {
    private static final int MODULE = 0;
    private static final int BRANCH = 5;
    private static final int LINE = 7;

    private static final class Count {
        private long missed;
        private long covered;

        void add(String[] row, int column) {
            missed += Long.parseLong(row[column]);
            covered += Long.parseLong(row[column + 1]);
        }

        boolean isBelow(double percent) {
            return covered * 100.0 < percent * (missed + covered);
        }

        @Override
        public String toString() {
            long all = missed + covered;
            return all == 0 ? "    –             " : "%5.1f %% of %6d".formatted(covered * 100.0 / all, all);
        }
    }

    public static void main(String[] args) throws IOException {
        List<String> rows = Files.readAllLines(Path.of(args[0]));
        double lines = Double.parseDouble(args[1]);
        double branches = Double.parseDouble(args[2]);
        Map<String, Count> lineCounts = new TreeMap<>();
        Map<String, Count> branchCounts = new TreeMap<>();
        for (String text : rows.subList(1, rows.size())) {
            String[] row = text.split(",");
            String module = row[MODULE].substring(row[MODULE].lastIndexOf('/') + 1);
            lineCounts.computeIfAbsent(module, name -> new Count()).add(row, LINE);
            branchCounts.computeIfAbsent(module, name -> new Count()).add(row, BRANCH);
        }
        boolean enough = true;
        for (String module : lineCounts.keySet()) {
            Count line = lineCounts.get(module);
            Count branch = branchCounts.get(module);
            boolean tooLittle = line.isBelow(lines) || branch.isBelow(branches);
            enough &= !tooLittle;
            System.out.printf("%-32s lines %s   branches %s%s%n", module, line, branch, tooLittle ? "   TOO LITTLE" : "");
        }
        if (!enough) {
            System.out.printf("Wanted in each: %s %% of lines and %s %% of branches.%n", args[1], args[2]);
            System.exit(1);
        }
    }
}
