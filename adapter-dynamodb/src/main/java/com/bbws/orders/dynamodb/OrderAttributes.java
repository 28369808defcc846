package com.bbws.orders.dynamodb;

/** The names of the attributes that this adapter writes, or has in the condition of a write. */
final class OrderAttributes {

    static final String STATUS = "status";
    static final String PAYMENT_DETAILS = "paymentDetails";
    /** The member of the payment details that keeps earlier details of an unknown form. */
    static final String UNREADABLE = "unreadable";

    static final String DATE_LAST_UPDATED = "dateLastUpdated";
    static final String LAST_UPDATED_BY = "lastUpdatedBy";
    static final String LAST_UPDATE_REASON = "lastUpdateReason";
    static final String LAST_UPDATE_ID = "lastUpdateId";

    /** Whether an order is not soft-deleted. If it cannot be read as a flag, {@link #IS_ACTIVE} counts. */
    static final String ACTIVE = "active";

    static final String IS_ACTIVE = "isActive";

    private OrderAttributes() {}
}
