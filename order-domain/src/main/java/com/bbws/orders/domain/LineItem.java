package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of an order: a quantity of one product at one price. Its subtotal is always computed, never taken from a store. It
 * is not computed if it depends on an amount that is stored but cannot be read.
 */
public final class LineItem implements NotABean {

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
     * @param productName the product's name
     * @param quantity the quantity; at least 1
     * @param unitPrice the price of one piece
     * @param discount the discount of the whole line
     * @throws OrderException.Invalid if {@code quantity} is less than 1
     * @throws IllegalArgumentException if price and discount are in two currencies
     */
    public static LineItem of(String productId, String productName, int quantity, Money unitPrice, Money discount) {
        requireNonNull(productId, "productId");
        requireNonNull(productName, "productName");
        requireNonNull(unitPrice, "unitPrice");
        requireNonNull(discount, "discount");
        if (quantity < 1) {
            throw new OrderException.Invalid(
                    List.of(new FieldError("quantity", FieldError.Code.TOO_SMALL, "must be at least 1")));
        }
        unitPrice.minus(discount); // rejects two currencies now, not only when the subtotal is computed
        return reconstitute()
                .productId(productId)
                .productName(productName)
                .quantity(StoredValue.known(quantity))
                .unitPrice(StoredValue.known(unitPrice))
                .discount(StoredValue.known(discount))
                .build();
    }

    /** Returns a builder of a stored line. Any value may be absent or unreadable. */
    public static Builder reconstitute() {
        return new Builder();
    }

    /**
     * Returns quantity × unit price − discount. Empty if the quantity or the unit price is absent, or if one of the three is
     * stored but cannot be read.
     */
    public Optional<Money> subtotal() {
        return discount.isUnreadable()
                ? Optional.empty()
                : fullPrice().map(full -> discount().map(full::minus).orElse(full));
    }

    /** Returns quantity × unit price; empty if one of them is absent or unreadable. */
    Optional<Money> fullPrice() {
        return unitPrice().flatMap(price -> quantity().map(price::times));
    }

    /** Returns the defects of the values that are stored but cannot be read. */
    List<OrderDefect> unreadable() {
        return Stream.of(quantity, unitPrice, discount)
                .flatMap(part -> part.defects().stream())
                .toList();
    }

    /** Returns the id of the line. */
    public Optional<String> id() {
        return id;
    }

    /** Returns the id of the product. */
    public Optional<String> productId() {
        return productId;
    }

    /** Returns the name of the product. */
    public Optional<String> productName() {
        return productName;
    }

    /** Returns the quantity; empty if it is absent or unreadable. */
    public Optional<Integer> quantity() {
        return quantity.value();
    }

    /** Returns the price of one piece; empty if it is absent or unreadable. */
    public Optional<Money> unitPrice() {
        return unitPrice.value();
    }

    /** Returns the discount of the whole line; empty if it is absent or unreadable. */
    public Optional<Money> discount() {
        return discount.value();
    }

    /** Returns when the line was created, as stored. */
    public Optional<String> dateCreated() {
        return dateCreated;
    }

    /** Returns when the line was last changed, as stored. */
    public Optional<String> dateLastUpdated() {
        return dateLastUpdated;
    }

    /** Returns the author of the last change, as stored. */
    public Optional<String> lastUpdatedBy() {
        return lastUpdatedBy;
    }

    /** Returns whether the line is active, as stored. The sums of an order include all lines, also inactive ones. */
    public Optional<Boolean> active() {
        return active;
    }

    /** Builds a line. All values are optional. Not thread-safe. */
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

        /** Sets the id of the line. */
        public Builder id(String id) {
            this.id = Optional.of(requireNonNull(id, "id"));
            return this;
        }

        /** Sets the id of the product. */
        public Builder productId(String productId) {
            this.productId = Optional.of(requireNonNull(productId, "productId"));
            return this;
        }

        /** Sets the name of the product. */
        public Builder productName(String productName) {
            this.productName = Optional.of(requireNonNull(productName, "productName"));
            return this;
        }

        /** Sets the quantity. */
        public Builder quantity(StoredValue<Integer> quantity) {
            this.quantity = requireNonNull(quantity, "quantity");
            return this;
        }

        /** Sets the price of one piece. */
        public Builder unitPrice(StoredValue<Money> unitPrice) {
            this.unitPrice = requireNonNull(unitPrice, "unitPrice");
            return this;
        }

        /** Sets the discount of the whole line. */
        public Builder discount(StoredValue<Money> discount) {
            this.discount = requireNonNull(discount, "discount");
            return this;
        }

        /** Sets when the line was created. */
        public Builder dateCreated(String dateCreated) {
            this.dateCreated = Optional.of(requireNonNull(dateCreated, "dateCreated"));
            return this;
        }

        /** Sets when the line was last changed. */
        public Builder dateLastUpdated(String dateLastUpdated) {
            this.dateLastUpdated = Optional.of(requireNonNull(dateLastUpdated, "dateLastUpdated"));
            return this;
        }

        /** Sets the author of the last change. */
        public Builder lastUpdatedBy(String lastUpdatedBy) {
            this.lastUpdatedBy = Optional.of(requireNonNull(lastUpdatedBy, "lastUpdatedBy"));
            return this;
        }

        /** Sets whether the line is active. */
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
