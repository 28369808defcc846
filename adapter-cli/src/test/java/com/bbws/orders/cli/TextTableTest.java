package com.bbws.orders.cli;

import static com.bbws.orders.cli.TextTable.Align.LEFT;
import static com.bbws.orders.cli.TextTable.Align.RIGHT;
import static com.bbws.orders.cli.TextTable.Fit.CUT;
import static com.bbws.orders.cli.TextTable.Fit.DROP;
import static com.bbws.orders.cli.TextTable.Fit.STAY;
import static com.bbws.orders.cli.TextTable.Fit.WRAP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void isAsWideAsItsCellsWhereThereIsRoom() {
        assertThat(text(TextTable.unlimited()
                        .column(LEFT, STAY)
                        .column(RIGHT, DROP)
                        .row("a", "1")
                        .row("bcd", "22")))
                .isEqualTo("a     1\nbcd  22\n");
    }

    @Test
    void leavesOutTheLastColumnsThatMayGo() {
        assertThat(text(three(DROP, DROP, 20))).isEqualTo("identifier  second\n");
        assertThat(text(three(DROP, DROP, 12))).isEqualTo("identifier\n");
    }

    @Test
    void cutsWhatMayBeCutAndLeavesItOutIfLittleRemains() {
        assertThat(text(three(STAY, CUT, 30))).isEqualTo("identifier  second  third col…\n");
        assertThat(text(three(STAY, CUT, 26))).isEqualTo("identifier  second\n");
    }

    @Test
    void keepsWhatIsNeededWholeHoweverNarrowTheTerminalIs() {
        assertThat(text(three(STAY, STAY, 5))).isEqualTo("identifier  second  third column\n");
    }

    @Test
    void goesOnInTheNextLineBetweenWords() {
        assertThat(text(three(STAY, WRAP, 28))).isEqualTo("""
                identifier  second  third
                                    column
                """);
    }

    @Test
    void breaksAWordThatIsTooLong() {
        TextTable table = TextTable.within(10).column(LEFT, WRAP).row("0123456789abcdef");

        assertThat(text(table)).isEqualTo("0123456789\nabcdef\n");
    }

    @Test
    void countsCharactersAndNotUtf16Units() {
        TextTable table =
                TextTable.within(12).column(LEFT, STAY).column(LEFT, CUT).row("a", "\ud83d\ude00".repeat(20));

        assertThat(text(table)).isEqualTo("a  " + "\ud83d\ude00".repeat(8) + "…\n");
    }

    private static TextTable three(TextTable.Fit second, TextTable.Fit third, int columns) {
        return TextTable.within(columns)
                .column(LEFT, STAY)
                .column(LEFT, second)
                .column(LEFT, third)
                .row("identifier", "second", "third column");
    }

    private static String text(TextTable table) {
        StringWriter out = new StringWriter();
        table.printTo(new PrintWriter(out, true));
        return out.toString();
    }
}
