package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gathers the rows of a file of corrections, whatever it is written in, and checks each of them and all together. */
final class CorrectionRows {

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

    private final String fileName;
    private final List<CorrectionRow> rows = new ArrayList<>();
    private final Map<OrderId, List<CorrectionRow>> byOrder = new HashMap<>();
    private final List<String> malformed = new ArrayList<>();
    private boolean isUnusable;

    CorrectionRows(String fileName) {
        this.fileName = fileName;
    }

    /** Says that a line cannot be read as a row. */
    void malformed(int line, String reason) {
        malformed.add(fileName + ":" + line + ": " + reason);
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
     * @param fields what it holds, by name; what it has not is missing or empty
     */
    void row(int line, Map<String, String> fields) {
        List<FieldError> errors = new ArrayList<>();
        REQUIRED.stream()
                .filter(name -> field(name, fields).isEmpty())
                .forEach(name -> errors.add(new FieldError(name, "is missing")));
        Optional<OrderId> orderId = checked(() -> field(ORDER_ID, fields).map(OrderId::new), errors);
        Optional<TenantId> tenantId = checked(() -> field(TENANT, fields).map(TenantId::new), errors);
        Optional<OrderStatus> status = checked(() -> field(STATUS, fields).map(UpdateOptions::status), errors);
        Optional<PaymentDetails> payment = checked(() -> payment(fields), errors);
        // Checked on its own, so that a bad status does not hide a bad reason.
        checked(
                () -> field(REASON, fields)
                        .map(reason -> new OrderCorrection(OrderStatus.PENDING, Optional.empty(), reason)),
                errors);
        if (!errors.isEmpty()) {
            malformed(line, errors.stream().map(CorrectionRows::sentence).collect(joining("; ")));
            return;
        }
        OrderCorrection correction =
                new OrderCorrection(status.get(), payment, field(REASON, fields).get());
        add(new CorrectionRow(line, tenantId, orderId.get(), correction));
    }

    private void add(CorrectionRow row) {
        List<CorrectionRow> ofOrder = byOrder.computeIfAbsent(row.orderId(), id -> new ArrayList<>(1));
        Optional<CorrectionRow> contradicted = ofOrder.stream()
                .filter(other -> row.isAboutTheOrderOf(other) && !row.wantsTheSameAs(other))
                .findFirst();
        if (contradicted.isPresent()) {
            // Each run would undo the one's work by the other's, and there would be no end of repairs.
            malformed(
                    row.line(),
                    "line " + contradicted.get().line() + " wants something else of order "
                            + row.orderId().value());
            return;
        }
        ofOrder.add(row);
        rows.add(row);
    }

    CorrectionFile toFile() {
        return new CorrectionFile(List.copyOf(rows), List.copyOf(malformed), isUnusable);
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
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
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
        return field + " " + error.message();
    }
}
