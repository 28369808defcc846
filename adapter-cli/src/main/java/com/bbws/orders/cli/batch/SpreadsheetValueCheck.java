package com.bbws.orders.cli.batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds values that a spreadsheet program has changed, or that are meant for one. What was meant cannot be told from them. */
final class SpreadsheetValueCheck {

    /** A number as Excel shows it that has more than 11 digits. The sign is always there, so that hex ids are not meant. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE][+-]\\d+");

    private static final Set<String> ERRORS = Set.of(
            "#BLOCKED!",
            "#BUSY!",
            "#CALC!",
            "#CONNECT!",
            "#DIV/0!",
            "#FIELD!",
            "#N/A",
            "#NAME?",
            "#NULL!",
            "#NUM!",
            "#REF!",
            "#SPILL!",
            "#UNKNOWN!",
            "#VALUE!");

    private static final List<String> IDS = List.of(
            CorrectionFileBuilder.ORDER_ID,
            CorrectionFileBuilder.TENANT,
            CorrectionFileBuilder.TRANSACTION_ID,
            CorrectionFileBuilder.PAYFAST_PAYMENT_ID);

    private SpreadsheetValueCheck() {}

    /**
     * Returns what is wrong with a value, or empty.
     *
     * @param field the name of its column
     * @param value what the row has there
     */
    static Optional<String> of(String field, String value) {
        if (ERRORS.contains(value)) {
            return Optional.of("is an error of Excel, not a value");
        }
        if (field.equals(CorrectionFileBuilder.REASON)) {
            return Optional.empty(); // free text may begin as it likes
        }
        if (IDS.contains(field) && SCIENTIFIC.matcher(value).matches()) {
            return Optional.of(
                    "is in scientific notation: Excel has changed this number. Format the column as text, and"
                            + " enter the number again");
        }
        if (value.startsWith("'")) {
            return Optional.of("begins with an apostrophe, Excel's mark for text: remove it");
        }
        if (value.startsWith("=")) {
            return Optional.of("is a formula: give the value");
        }
        if (value.startsWith("\"")) {
            return Optional.of("has quotation marks as part of the value: remove them");
        }
        return Optional.empty();
    }
}
