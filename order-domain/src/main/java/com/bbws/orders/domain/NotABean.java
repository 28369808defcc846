package com.bbws.orders.domain;

/**
 * Makes a JSON library that writes the bean properties of an object fail. The types of the domain have no bean properties for
 * their data, so such a library would write almost nothing, and not report it.
 */
interface NotABean {

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
