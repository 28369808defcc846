package com.bbws.orders.dynamodb;

/** The names of the attributes that are written, not only read, here. */
final class OrderAttributes {

    static final String STATUS = "status";
    static final String PAYMENT_DETAILS = "paymentDetails";
    static final String METHOD = "method";
    static final String TRANSACTION_ID = "transactionId";
    static final String PAYFAST_PAYMENT_ID = "payfastPaymentId";
    static final String PAID_AT = "paidAt";
    /** The member of payment details that holds earlier ones which could not be understood. */
    static final String UNREADABLE = "unreadable";

    static final String DATE_LAST_UPDATED = "dateLastUpdated";
    static final String LAST_UPDATED_BY = "lastUpdatedBy";
    static final String LAST_UPDATE_REASON = "lastUpdateReason";

    private OrderAttributes() {}
}
