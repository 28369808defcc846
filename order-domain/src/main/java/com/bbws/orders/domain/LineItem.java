package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** One line of an order: so many of one product at one price. Its subtotal is computed, never taken from storage. */
public final class LineItem {

    private final Optional<String> id;
    private final Optional<String> productId;
    private final Optional<String> productName;
    private final Optional<Integer> quantity;
    private final Optional<Money> unitPrice;
    private final Optional<Money> discount;
    private final Optional<String> dateCreated;
    private final Optional<String> dateLastUpdated;
    private final Optional<String> lastUpdatedBy;
    private final Optional<Boolean> active;

    private LineItem(
            Optional<String> id,
            Optional<String> productId,
            Optional<String> productName,
            Optional<Integer> quantity,
            Optional<Money> unitPrice,
            Optional<Money> discount,
            Optional<String> dateCreated,
            Optional<String> dateLastUpdated,
            Optional<String> lastUpdatedBy,
            Optional<Boolean> active) {
        this.id = requireNonNull(id, "id");
        this.productId = requireNonNull(productId, "productId");
        this.productName = requireNonNull(productName, "productName");
        this.quantity = requireNonNull(quantity, "quantity");
        this.unitPrice = requireNonNull(unitPrice, "unitPrice");
        this.discount = requireNonNull(discount, "discount");
        this.dateCreated = requireNonNull(dateCreated, "dateCreated");
        this.dateLastUpdated = requireNonNull(dateLastUpdated, "dateLastUpdated");
        this.lastUpdatedBy = requireNonNull(lastUpdatedBy, "lastUpdatedBy");
        this.active = requireNonNull(active, "active");
    }

    /**
     * Returns a new line.
     *
     * @param productId the product's id
     * @param productName the product's name, for people
     * @param quantity how many; at least 1 (docs/contract.md, 2)
     * @param unitPrice the price of one
     * @param discount what is taken off the whole line
     * @throws OrderException.Invalid if {@code quantity} is less than 1
     * @throws IllegalArgumentException if price and discount are in two currencies
     */
    public static LineItem of(String productId, String productName, int quantity, Money unitPrice, Money discount) {
        if (quantity < 1) {
            throw new OrderException.Invalid(List.of(new FieldError("quantity", "must be at least 1")));
        }
        unitPrice.minus(discount); // refuses two currencies here and not only when the line is added up
        return new LineItem(
                Optional.empty(),
                Optional.of(productId),
                Optional.of(productName),
                Optional.of(quantity),
                Optional.of(unitPrice),
                Optional.of(discount),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a line that is stored already, with whatever of it is there and can be read. */
    public static LineItem restored(
            Optional<String> id,
            Optional<String> productId,
            Optional<String> productName,
            Optional<Integer> quantity,
            Optional<Money> unitPrice,
            Optional<Money> discount,
            Optional<String> dateCreated,
            Optional<String> dateLastUpdated,
            Optional<String> lastUpdatedBy,
            Optional<Boolean> active) {
        return new LineItem(
                id,
                productId,
                productName,
                quantity,
                unitPrice,
                discount,
                dateCreated,
                dateLastUpdated,
                lastUpdatedBy,
                active);
    }

    /** Returns quantity × unit price − discount; empty where quantity or unit price is not known. */
    public Optional<Money> subtotal() {
        return unitPrice
                .flatMap(price -> quantity.map(price::times))
                .map(full -> discount.map(full::minus).orElse(full));
    }

    /** Returns the line's own id. */
    public Optional<String> id() {
        return id;
    }

    /** Returns the id of what was bought. */
    public Optional<String> productId() {
        return productId;
    }

    /** Returns the name of what was bought. */
    public Optional<String> productName() {
        return productName;
    }

    /** Returns how many were bought. */
    public Optional<Integer> quantity() {
        return quantity;
    }

    /** Returns the price of one. */
    public Optional<Money> unitPrice() {
        return unitPrice;
    }

    /** Returns what is taken off the whole line. */
    public Optional<Money> discount() {
        return discount;
    }

    /** Returns when the line was written, as stored. */
    public Optional<String> dateCreated() {
        return dateCreated;
    }

    /** Returns when the line was last changed, as stored. */
    public Optional<String> dateLastUpdated() {
        return dateLastUpdated;
    }

    /** Returns who last changed the line, as stored. */
    public Optional<String> lastUpdatedBy() {
        return lastUpdatedBy;
    }

    /** Returns the line's own flag, as stored; the order adds up all its lines, whatever it says. */
    public Optional<Boolean> active() {
        return active;
    }
}
