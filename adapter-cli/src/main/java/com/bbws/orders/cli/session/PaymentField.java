package com.bbws.orders.cli.session;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.PaymentDetails;
import java.util.Optional;
import java.util.function.Function;

/** The four fields of payment details, as they are called on a terminal. */
public enum PaymentField {
    METHOD("Payment method", PaymentDetails::method),
    TRANSACTION_ID("Transaction id", PaymentDetails::transactionId),
    PAYFAST_PAYMENT_ID("PayFast payment id", PaymentDetails::payfastPaymentId),
    PAID_AT("Paid at", PaymentDetails::paidAt);

    private final String label;
    private final Function<PaymentDetails, Optional<String>> value;

    PaymentField(String label, Function<PaymentDetails, Optional<String>> value) {
        this.label = label;
        this.value = value;
    }

    public String label() {
        return label;
    }

    public Optional<String> of(Order order) {
        return order.paymentDetails().flatMap(value);
    }
}
