package com.bbws.orders.cli.session;

import com.bbws.orders.domain.PaymentField;

/** The names of the payment fields in tables and on the command line. */
public final class PaymentFieldNames {

    private PaymentFieldNames() {}

    /** Returns the label in tables. */
    public static String label(PaymentField field) {
        return switch (field) {
            case METHOD -> "Payment method";
            case TRANSACTION_ID -> "Transaction id";
            case PAYFAST_PAYMENT_ID -> "PayFast payment id";
            case PAID_AT -> "Paid at";
        };
    }

    /** Returns the option that sets the field. */
    public static String option(PaymentField field) {
        return switch (field) {
            case METHOD -> "--payment-method";
            case TRANSACTION_ID -> "--transaction-id";
            case PAYFAST_PAYMENT_ID -> "--payfast-payment-id";
            case PAID_AT -> "--paid-at";
        };
    }
}
