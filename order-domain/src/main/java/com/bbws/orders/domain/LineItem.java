package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of an order: a quantity of one product at one price. Its subtotal is computed, never taken from storage, and
 * not computed from an amount that is stored but cannot be read (docs/contract.md, 2).
 */
public final class LineItem {

    private final Optional<String> id;
    private final Optional<String> productId;
    private final Optional<String> productName;
    private final StoredValue<Integer> quantity;
    private final StoredValue<Money> unitPrice;
    private final StoredValue<Money> discount;
    private final Optional<String> dateCreated;
    private final Optional<String> dateLastUpdated;
    private final Optional<String> lastUpdatedBy;
    private final Optional<Boolean> active;

    private LineItem(Builder builder) {
        this.id = builder.id;
        this.productId = builder.productId;
        this.productName = builder.productName;
        this.quantity = builder.quantity;
        this.unitPrice = builder.unitPrice;
        this.discount = builder.discount;
        this.dateCreated = builder.dateCreated;
        this.dateLastUpdated = builder.dateLastUpdated;
        this.lastUpdatedBy = builder.lastUpdatedBy;
        this.active = builder.active;
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
        return reconstitute()
                .productId(productId)
                .productName(productName)
                .quantity(StoredValue.known(quantity))
                .unitPrice(StoredValue.known(unitPrice))
                .discount(StoredValue.known(discount))
                .build();
    }

    /** Returns a builder of a line that is stored already: any value may be absent or unreadable. */
    public static Builder reconstitute() {
        return new Builder();
    }

    /**
     * Returns quantity × unit price − discount; empty if the quantity or the unit price is absent, or if one of the three
     * is stored but cannot be read.
     */
    public Optional<Money> subtotal() {
        return discount.isUnreadable()
                ? Optional.empty()
                : fullPrice().map(full -> discount().map(full::minus).orElse(full));
    }

    /** Returns quantity × unit price; empty if one of them is not known. */
    Optional<Money> fullPrice() {
        return unitPrice().flatMap(price -> quantity().map(price::times));
    }

    /** Returns what of the line is stored but cannot be read. */
    List<OrderDefect> unreadable() {
        return Stream.of(quantity, unitPrice, discount)
                .flatMap(part -> part.defects().stream())
                .toList();
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

    /** Returns how many were bought; empty if that is absent or unreadable. */
    public Optional<Integer> quantity() {
        return quantity.value();
    }

    /** Returns the price of one; empty if it is absent or unreadable. */
    public Optional<Money> unitPrice() {
        return unitPrice.value();
    }

    /** Returns what is taken off the whole line; empty if it is absent or unreadable. */
    public Optional<Money> discount() {
        return discount.value();
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

    /** Gathers what is stored of a line. All of it is optional. A builder is for one thread. */
    public static final class Builder {

        private Optional<String> id = Optional.empty();
        private Optional<String> productId = Optional.empty();
        private Optional<String> productName = Optional.empty();
        private StoredValue<Integer> quantity = StoredValue.absent();
        private StoredValue<Money> unitPrice = StoredValue.absent();
        private StoredValue<Money> discount = StoredValue.absent();
        private Optional<String> dateCreated = Optional.empty();
        private Optional<String> dateLastUpdated = Optional.empty();
        private Optional<String> lastUpdatedBy = Optional.empty();
        private Optional<Boolean> active = Optional.empty();

        private Builder() {}

        /** Sets the line's own id. */
        public Builder id(String id) {
            this.id = Optional.of(id);
            return this;
        }

        /** Sets the id of what was bought. */
        public Builder productId(String productId) {
            this.productId = Optional.of(productId);
            return this;
        }

        /** Sets the name of what was bought. */
        public Builder productName(String productName) {
            this.productName = Optional.of(productName);
            return this;
        }

        /** Sets how many were bought. */
        public Builder quantity(StoredValue<Integer> quantity) {
            this.quantity = requireNonNull(quantity, "quantity");
            return this;
        }

        /** Sets the price of one. */
        public Builder unitPrice(StoredValue<Money> unitPrice) {
            this.unitPrice = requireNonNull(unitPrice, "unitPrice");
            return this;
        }

        /** Sets what is taken off the whole line. */
        public Builder discount(StoredValue<Money> discount) {
            this.discount = requireNonNull(discount, "discount");
            return this;
        }

        /** Sets when the line was written. */
        public Builder dateCreated(String dateCreated) {
            this.dateCreated = Optional.of(dateCreated);
            return this;
        }

        /** Sets when the line was last changed. */
        public Builder dateLastUpdated(String dateLastUpdated) {
            this.dateLastUpdated = Optional.of(dateLastUpdated);
            return this;
        }

        /** Sets who last changed the line. */
        public Builder lastUpdatedBy(String lastUpdatedBy) {
            this.lastUpdatedBy = Optional.of(lastUpdatedBy);
            return this;
        }

        /** Sets the line's own flag. */
        public Builder active(boolean active) {
            this.active = Optional.of(active);
            return this;
        }

        /** Returns the line. */
        public LineItem build() {
            return new LineItem(this);
        }
    }
}
