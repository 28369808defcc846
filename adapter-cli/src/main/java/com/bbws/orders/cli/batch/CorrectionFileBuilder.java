package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.session.StatusArgument;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects and checks the rows of a correction file, independent of its format. */
final class CorrectionFileBuilder {

    static final String ORDER_ID = "orderId";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String TENANT = "tenant";

    /** The required fields of a row. */
    static final List<String> REQUIRED = List.of(ORDER_ID, STATUS, REASON);

    /** All fields of a row. */
    static final List<String> FIELDS = Stream.of(
                    REQUIRED.stream(),
                    Stream.of(TENANT),
                    Arrays.stream(PaymentField.values()).map(PaymentField::fieldName))
            .flatMap(names -> names)
            .toList();

    private static final String PAYMENT_DETAILS = "paymentDetails.";
    private static final String EXAMPLE_OF_PAID_AT = "2026-01-05T13:59:58+02:00";
    private static final int MAX_SHOWN_WIDTH = 100;
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String fileName;
    private final List<CorrectionRow> rows = new ArrayList<>();
    private final SortedMap<Integer, String> malformed = new TreeMap<>();
    private boolean isUnusable;

    CorrectionFileBuilder(String fileName) {
        this.fileName = fileName;
    }

    /** Records an error of a line. */
    void malformed(int line, String reason) {
        malformed.merge(line, reason, (one, other) -> one + "; " + other);
    }

    /** Records an error that makes the whole file unusable. */
    void unusable(int line, String reason) {
        malformed(line, reason);
        isUnusable = true;
    }

    /**
     * Adds a row, or records its errors.
     *
     * @param line its line number
     * @param fields its values by field name; absent values are missing or blank
     */
    void row(int line, Map<String, String> fields) {
        List<FieldError> errors = new ArrayList<>();
        REQUIRED.stream()
                .filter(name -> field(name, fields).isEmpty())
                .forEach(name -> errors.add(new FieldError(name, FieldError.Code.REQUIRED, "is missing")));
        Map<String, String> intact = withoutDamaged(fields, errors);
        Optional<String> reason = field(REASON, intact).map(CorrectionFileBuilder::inOneLine);
        Optional<OrderId> orderId = checked(() -> field(ORDER_ID, intact).map(OrderId::new), errors);
        Optional<TenantId> tenantId = checked(() -> field(TENANT, intact).map(TenantId::new), errors);
        Optional<OrderStatus> status = checked(() -> field(STATUS, intact).map(StatusArgument::parse), errors);
        Optional<PaymentDetails> payment = checked(() -> payment(intact), errors);
        // Checks the reason separately, so that an invalid status does not hide an invalid reason.
        checked(() -> reason.map(text -> new OrderCorrection(OrderStatus.PENDING, Optional.empty(), text)), errors);
        if (!errors.isEmpty()) {
            malformed(line, errors.stream().map(CorrectionFileBuilder::message).collect(joining("; ")));
            return;
        }
        OrderCorrection correction = new OrderCorrection(status.get(), payment, reason.get());
        rows.add(new CorrectionRow(line, tenantId, orderId.get(), correction));
    }

    /** Returns the valid rows and the errors of the others. */
    CorrectionFile build() {
        Map<OrderId, List<CorrectionRow>> byOrder = rows.stream().collect(groupingBy(CorrectionRow::orderId));
        Set<CorrectionRow> conflicting = new HashSet<>();
        byOrder.values().forEach(ofOrder -> {
            List<CorrectionRow> distinct = withDistinctValues(ofOrder);
            ofOrder.forEach(row -> conflictOf(row, distinct).ifPresent(other -> {
                // Each run of the file would undo one correction with the other.
                malformed(row.line(), "line " + other.line() + " has other values for this order");
                conflicting.add(row);
            }));
        });
        return new CorrectionFile(
                rows.stream().filter(row -> !conflicting.contains(row)).toList(),
                malformed.entrySet().stream()
                        .map(line -> fileName + ":" + line.getKey() + ": " + line.getValue())
                        .toList(),
                isUnusable);
    }

    /** Returns the first row with each set of values, so that a file with many equal rows takes linear time. */
    private static List<CorrectionRow> withDistinctValues(List<CorrectionRow> ofOrder) {
        Set<List<Object>> seen = new HashSet<>();
        return ofOrder.stream()
                .filter(row -> seen.add(List.of(
                        row.tenantId(),
                        row.correction().status(),
                        row.correction().paymentDetails())))
                .toList();
    }

    private static Optional<CorrectionRow> conflictOf(CorrectionRow row, List<CorrectionRow> distinct) {
        return distinct.stream()
                .filter(other -> row.mayCorrectSameOrderAs(other) && !row.setsSameValuesAs(other))
                .findFirst();
    }

    /** Returns whether all values of a row are blank. Spreadsheet programs add such rows at the end. */
    static boolean isEmpty(Collection<String> values) {
        return values.stream().allMatch(CorrectionFileBuilder::isBlank);
    }

    /** Returns whether a value is only white space, which counts as missing. */
    static boolean isBlank(String value) {
        return value.chars().allMatch(CorrectionFileBuilder::isSpace);
    }

    /** Returns whether a character is white space, including non-breaking and zero-width spaces. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK;
    }

    /** Joins the lines of a spreadsheet cell, because a reason is one line. */
    private static String inOneLine(String reason) {
        return reason.replaceAll("[\\t ]*\\R[\\t ]*|\\t", " ");
    }

    /** Returns a text of the file, truncated for a message. */
    static String shown(String text) {
        return TerminalText.of(text).cut(MAX_SHOWN_WIDTH).plain();
    }

    /** Records an error for each damaged value and removes it, so that it is not checked for other errors. */
    private static Map<String, String> withoutDamaged(Map<String, String> fields, List<FieldError> errors) {
        Map<String, String> intact = new HashMap<>(fields);
        for (String name : FIELDS) {
            field(name, fields)
                    .flatMap(value -> SpreadsheetValueCheck.problem(name, value))
                    .ifPresent(damage -> {
                        errors.add(new FieldError(name, FieldError.Code.INVALID_FORMAT, damage));
                        intact.remove(name);
                    });
        }
        return intact;
    }

    private static Optional<PaymentDetails> payment(Map<String, String> fields) {
        Map<PaymentField, String> values = new EnumMap<>(PaymentField.class);
        for (PaymentField field : PaymentField.values()) {
            field(field.fieldName(), fields).ifPresent(value -> values.put(field, value));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(PaymentDetails.of(values));
    }

    private static Optional<String> field(String name, Map<String, String> fields) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !isBlank(text));
    }

    private static <T> Optional<T> checked(Supplier<Optional<T>> value, List<FieldError> errors) {
        try {
            return value.get();
        } catch (OrderException.Invalid invalid) {
            errors.addAll(invalid.errors());
            return Optional.empty();
        }
    }

    private static String message(FieldError error) {
        String field = error.field().equals("tenantId") ? TENANT : error.field().replace(PAYMENT_DETAILS, "");
        String example = error.field().equals(PAYMENT_DETAILS + PaymentField.PAID_AT.fieldName())
                ? ", such as " + EXAMPLE_OF_PAID_AT
                : "";
        return field + " " + error.message() + example;
    }
}
