package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.session.StatusArgument;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import java.util.ArrayList;
import java.util.Collection;
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

/** Gathers the rows of a file of corrections, whatever it is written in, and checks each of them and all together. */
final class CorrectionFileBuilder {

    static final String ORDER_ID = "orderId";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String TENANT = "tenant";
    static final String METHOD = "method";
    static final String TRANSACTION_ID = "transactionId";
    static final String PAYFAST_PAYMENT_ID = "payfastPaymentId";
    static final String PAID_AT = "paidAt";

    /** What a row may hold, the first three always. */
    static final List<String> FIELDS =
            List.of(ORDER_ID, STATUS, REASON, TENANT, METHOD, TRANSACTION_ID, PAYFAST_PAYMENT_ID, PAID_AT);

    static final List<String> REQUIRED = FIELDS.subList(0, 3);

    private static final String PAYMENT_DETAILS = "paymentDetails.";
    private static final String EXAMPLE_OF_PAID_AT = "2026-01-05T13:59:58+02:00";
    private static final int SHOWN_LENGTH = 100;
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String fileName;
    private final List<CorrectionRow> rows = new ArrayList<>();
    private final SortedMap<Integer, String> malformed = new TreeMap<>();
    private boolean isUnusable;

    CorrectionFileBuilder(String fileName) {
        this.fileName = fileName;
    }

    /** Says that a line cannot be read as a row. */
    void malformed(int line, String reason) {
        malformed.merge(line, reason, (one, other) -> one + "; " + other);
    }

    /** Says the same of a line without which the others mean nothing. */
    void unusable(int line, String reason) {
        malformed(line, reason);
        isUnusable = true;
    }

    /**
     * Adds a row, or says what is wrong with it.
     *
     * @param line where it begins
     * @param fields what it holds, by name; what it does not hold is missing or blank
     */
    void row(int line, Map<String, String> fields) {
        List<FieldError> errors = new ArrayList<>();
        REQUIRED.stream()
                .filter(name -> field(name, fields).isEmpty())
                .forEach(name -> errors.add(new FieldError(name, "is missing")));
        Map<String, String> intact = withoutDamaged(fields, errors);
        Optional<String> reason = field(REASON, intact).map(CorrectionFileBuilder::inOneLine);
        Optional<OrderId> orderId = checked(() -> field(ORDER_ID, intact).map(OrderId::new), errors);
        Optional<TenantId> tenantId = checked(() -> field(TENANT, intact).map(TenantId::new), errors);
        Optional<OrderStatus> status = checked(() -> field(STATUS, intact).map(StatusArgument::parse), errors);
        Optional<PaymentDetails> payment = checked(() -> payment(intact), errors);
        // Checked separately, so that an invalid status does not hide an invalid reason.
        checked(() -> reason.map(text -> new OrderCorrection(OrderStatus.PENDING, Optional.empty(), text)), errors);
        if (!errors.isEmpty()) {
            malformed(line, errors.stream().map(CorrectionFileBuilder::sentence).collect(joining("; ")));
            return;
        }
        OrderCorrection correction = new OrderCorrection(status.get(), payment, reason.get());
        rows.add(new CorrectionRow(line, tenantId, orderId.get(), correction));
    }

    /** Returns all rows that can be carried out, and what is wrong with the others. */
    CorrectionFile toFile() {
        Map<OrderId, List<CorrectionRow>> byOrder = rows.stream().collect(groupingBy(CorrectionRow::orderId));
        Set<CorrectionRow> contested = new HashSet<>();
        byOrder.values().forEach(ofOrder -> {
            List<CorrectionRow> wishes = wishes(ofOrder);
            ofOrder.forEach(row -> contradicting(row, wishes).ifPresent(other -> {
                // Each run would undo the one's work by the other's, and there would be no end of repairs.
                malformed(row.line(), "line " + other.line() + " wants something else of this order");
                contested.add(row);
            }));
        });
        return new CorrectionFile(
                rows.stream().filter(row -> !contested.contains(row)).toList(),
                malformed.entrySet().stream()
                        .map(line -> fileName + ":" + line.getKey() + ": " + line.getValue())
                        .toList(),
                isUnusable);
    }

    /** Returns the first row of each wish: a file may hold one many times, and comparing all with all would take for ever. */
    private static List<CorrectionRow> wishes(List<CorrectionRow> ofOrder) {
        Set<List<Object>> seen = new HashSet<>();
        return ofOrder.stream()
                .filter(row -> seen.add(List.of(
                        row.tenantId(),
                        row.correction().status(),
                        row.correction().paymentDetails())))
                .toList();
    }

    private static Optional<CorrectionRow> contradicting(CorrectionRow row, List<CorrectionRow> wishes) {
        return wishes.stream()
                .filter(other -> row.isAboutTheOrderOf(other) && !row.wantsTheSameAs(other))
                .findFirst();
    }

    /** Tells whether a row has no content, as the rows that a spreadsheet program adds at the end. */
    static boolean isEmpty(Collection<String> values) {
        return values.stream().allMatch(CorrectionFileBuilder::isBlank);
    }

    /** Tells whether a value is nothing but space, and so counts as missing. */
    static boolean isBlank(String value) {
        return value.chars().allMatch(CorrectionFileBuilder::isSpace);
    }

    /** Tells whether a character is space of any kind, also non-breaking or without width. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK;
    }

    /** A cell of a spreadsheet may have several lines; a reason may not. */
    private static String inOneLine(String reason) {
        return reason.replaceAll("[\\t ]*\\R[\\t ]*|\\t", " ");
    }

    /** Returns a text of the file, short enough to be shown. */
    static String shown(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }

    /** A damaged value has one error, and need not keep the other rules. */
    private static Map<String, String> withoutDamaged(Map<String, String> fields, List<FieldError> errors) {
        Map<String, String> intact = new HashMap<>(fields);
        for (String name : FIELDS) {
            field(name, fields)
                    .flatMap(value -> SpreadsheetValueCheck.of(name, value))
                    .ifPresent(damage -> {
                        errors.add(new FieldError(name, damage));
                        intact.remove(name);
                    });
        }
        return intact;
    }

    private static Optional<PaymentDetails> payment(Map<String, String> fields) {
        Optional<String> method = field(METHOD, fields);
        Optional<String> transactionId = field(TRANSACTION_ID, fields);
        Optional<String> payfastPaymentId = field(PAYFAST_PAYMENT_ID, fields);
        Optional<String> paidAt = field(PAID_AT, fields);
        return Stream.of(method, transactionId, payfastPaymentId, paidAt).anyMatch(Optional::isPresent)
                ? Optional.of(PaymentDetails.of(method, transactionId, payfastPaymentId, paidAt))
                : Optional.empty();
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

    private static String sentence(FieldError error) {
        String field = error.field().equals("tenantId") ? TENANT : error.field().replace(PAYMENT_DETAILS, "");
        String example = error.field().equals(PAYMENT_DETAILS + PAID_AT) ? ", such as " + EXAMPLE_OF_PAID_AT : "";
        return field + " " + error.message() + example;
    }
}
