package com.bbws.orders.cli.batch;

import com.bbws.orders.domain.PaymentField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds values that a spreadsheet program has damaged. The intended value cannot be derived from them. */
final class SpreadsheetValueCheck {

    /** A number of more than 11 digits as Excel writes it. The exponent has a sign, so hexadecimal ids do not match. */
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
            PaymentField.TRANSACTION_ID.fieldName(),
            PaymentField.PAYFAST_PAYMENT_ID.fieldName());

    private SpreadsheetValueCheck() {}

    /**
     * Returns what is wrong with a value; empty if nothing is.
     *
     * @param field the name of its column
     * @param value the value of the row
     */
    static Optional<String> problem(String field, String value) {
        if (ERRORS.contains(value)) {
            return Optional.of("is an Excel error, not a value");
        }
        if (field.equals(CorrectionFileBuilder.REASON)) {
            return Optional.empty(); // free text may start with any character
        }
        if (IDS.contains(field) && SCIENTIFIC.matcher(value).matches()) {
            return Optional.of(
                    "is in scientific notation: Excel has changed the number. Format the column as text and enter the"
                            + " number again");
        }
        if (value.startsWith("'")) {
            return Optional.of("starts with an apostrophe, Excel's mark for text. Remove it");
        }
        if (value.startsWith("=")) {
            return Optional.of("is a formula. Use the value");
        }
        if (value.startsWith("\"")) {
            return Optional.of("contains quotation marks. Remove them");
        }
        return Optional.empty();
    }
}
