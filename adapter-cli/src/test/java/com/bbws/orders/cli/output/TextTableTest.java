package com.bbws.orders.cli.output;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Align.RIGHT;
import static com.bbws.orders.cli.output.TextTable.Fit.CUT;
import static com.bbws.orders.cli.output.TextTable.Fit.DROP;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;
import static com.bbws.orders.cli.output.TextTable.Fit.WRAP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

    @Test
    void usesTheWidthOfTheCellsIfThereIsRoom() {
        assertThat(text(TextTable.unlimited()
                        .column(LEFT, STAY)
                        .column(RIGHT, DROP)
                        .row("a", "1")
                        .row("bcd", "22")))
                .isEqualTo("a     1\nbcd  22\n");
    }

    @Test
    void dropsTheLastColumnsThatMayBeDropped() {
        assertThat(text(three(DROP, DROP, 20))).isEqualTo("identifier  second\n");
        assertThat(text(three(DROP, DROP, 12))).isEqualTo("identifier\n");
    }

    @Test
    void truncatesAColumnAndDropsItIfTooLittleRemains() {
        assertThat(text(three(STAY, CUT, 30))).isEqualTo("identifier  second  third col…\n");
        assertThat(text(three(STAY, CUT, 26))).isEqualTo("identifier  second\n");
    }

    @Test
    void keepsFixedColumnsOnANarrowTerminal() {
        assertThat(text(three(STAY, STAY, 5))).isEqualTo("identifier  second  third column\n");
    }

    @Test
    void wrapsBetweenWords() {
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
    void countsColumnsAndNotCharacters() {
        TextTable table =
                TextTable.within(12).column(LEFT, STAY).column(LEFT, CUT).row("a", "\ud83d\ude00".repeat(20));

        assertThat(text(table)).isEqualTo("a  " + "\ud83d\ude00".repeat(4) + "…\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "中文",
                "カナ",
                "한글",
                "ＡＢ",
                "\ud83d\ude00\ud83d\ude80",
                "\u2705\u2b50",
                "\ud83c\uddff\ud83c\udde6xx",
                "e\u0301abc",
                "éabc"
            })
    void alignsTextAfterWideAndCombiningCharacters(String fourColumns) {
        TextTable table = TextTable.unlimited()
                .column(LEFT, STAY)
                .column(LEFT, STAY)
                .row("12345", "|")
                .row(fourColumns, "|");

        assertThat(text(table)).isEqualTo("12345  |\n" + fourColumns + "   |\n");
    }

    @Test
    void breaksWideTextAtTheColumnWidth() {
        TextTable table = TextTable.within(9).column(LEFT, WRAP).row("退款退款退款退款");

        assertThat(text(table)).isEqualTo("退款退款\n退款退款\n");
    }

    @Test
    void wrapsSeveralColumnsStartingWithTheLast() {
        TextTable table = TextTable.within(22)
                .column(LEFT, STAY)
                .column(LEFT, WRAP)
                .column(LEFT, WRAP)
                .row("a", "payment details", "method, paid at");

        assertThat(text(table)).isEqualTo("""
                a  payment    method,
                   details    paid at
                """);
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
