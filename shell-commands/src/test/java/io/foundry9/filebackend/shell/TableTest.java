package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes);

    private String print(boolean terminal) {
        Output output = new Output(stream, terminal, false, new Progress(stream, 0, () -> 0));
        Table table = new Table(output, Table.Column.left("name"), Table.Column.right("size"),
                Table.Column.left("what"));
        table.row("é", "1", "first");
        table.row("longer", "1000", "");
        table.end();
        output.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void peopleSeeColumnsUnderHeadings() {
        assertThat(print(true)).isEqualTo("""
                NAME    SIZE  WHAT
                é          1  first
                longer  1000  -
                """);
    }

    @Test
    void programsSeeOneRowALine() {
        assertThat(print(false)).isEqualTo("é 1 first\nlonger 1000 -\n");
    }

    @Test
    void aTableWithoutRowsIsNothing() {
        Output output = new Output(stream, true, true, new Progress(stream, 0, () -> 0));
        new Table(output, Table.Column.left("name")).end();
        output.flush();
        assertThat(bytes.size()).isZero();
    }
}
