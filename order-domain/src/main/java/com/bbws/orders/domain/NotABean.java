package com.bbws.orders.domain;

/**
 * A type whose data are not bean properties. It makes a JSON library fail that writes the bean properties of an object: such a
 * library would write almost nothing, and not report it.
 */
public sealed interface NotABean permits StoredOrder, PaymentDetails, OrderChange, LineItem, Campaign, EmailAddress {

    /**
     * Always throws: this type has no bean properties, and JSON libraries call this method before they write an object. The
     * published form of an order is {@code OrderDocument} in the module {@code order-application}.
     *
     * @return nothing
     * @throws UnsupportedOperationException always
     */
    default Object getBeanProperties() {
        throw new UnsupportedOperationException(
                getClass().getName() + " has no bean properties, so JSON made from them would lose its data."
                        + " Write the document of the order: OrderDocument.of(order), in order-application.");
    }
}
