package com.bbws.payments;

import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.PaymentDetails;

/**
 * What the payment provider says about one payment, after its signature was checked.
 *
 * @param order the tenant and the id of the order
 * @param amount the amount that was paid
 * @param details how it was paid
 */
record PaymentNotification(OrderKey order, Money amount, PaymentDetails details) {}
