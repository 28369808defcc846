package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The campaign that applied when the order was placed. Other services own it; this service only shows it. Every value is
 * optional.
 */
public final class Campaign implements NotABean {

    private final Optional<String> id;
    private final Optional<String> code;
    private final Optional<String> description;
    private final Optional<BigDecimal> discountPercentage;
    private final Optional<String> productId;
    private final Optional<String> termsConditionsLink;
    private final Optional<String> fromDate;
    private final Optional<String> toDate;
    private final Optional<Boolean> isValid;
    private final Optional<String> dateCreated;
    private final Optional<String> dateLastUpdated;
    private final Optional<String> lastUpdatedBy;
    private final Optional<Boolean> active;

    private Campaign(Builder builder) {
        this.id = builder.id;
        this.code = builder.code;
        this.description = builder.description;
        this.discountPercentage = builder.discountPercentage;
        this.productId = builder.productId;
        this.termsConditionsLink = builder.termsConditionsLink;
        this.fromDate = builder.fromDate;
        this.toDate = builder.toDate;
        this.isValid = builder.isValid;
        this.dateCreated = builder.dateCreated;
        this.dateLastUpdated = builder.dateLastUpdated;
        this.lastUpdatedBy = builder.lastUpdatedBy;
        this.active = builder.active;
    }

    /** Returns a builder of a campaign without any value. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the campaign's id. */
    public Optional<String> id() {
        return id;
    }

    /** Returns the code that the customer entered. */
    public Optional<String> code() {
        return code;
    }

    /** Returns the description. */
    public Optional<String> description() {
        return description;
    }

    /** Returns the discount in percent, 0 to 100. */
    public Optional<BigDecimal> discountPercentage() {
        return discountPercentage;
    }

    /** Returns the id of the product that the campaign is for. */
    public Optional<String> productId() {
        return productId;
    }

    /** Returns the URL of the terms and conditions. */
    public Optional<String> termsConditionsLink() {
        return termsConditionsLink;
    }

    /** Returns the first day, as stored. */
    public Optional<String> fromDate() {
        return fromDate;
    }

    /** Returns the last day, as stored. */
    public Optional<String> toDate() {
        return toDate;
    }

    /** Returns whether the campaign was valid. */
    public Optional<Boolean> isValid() {
        return isValid;
    }

    /** Returns when the campaign was created, as stored. */
    public Optional<String> dateCreated() {
        return dateCreated;
    }

    /** Returns when the campaign was last changed, as stored. */
    public Optional<String> dateLastUpdated() {
        return dateLastUpdated;
    }

    /** Returns the author of the last change, as stored. */
    public Optional<String> lastUpdatedBy() {
        return lastUpdatedBy;
    }

    /** Returns whether the campaign was active. */
    public Optional<Boolean> active() {
        return active;
    }

    /** Builds a campaign. Not thread-safe. */
    public static final class Builder {

        private Optional<String> id = Optional.empty();
        private Optional<String> code = Optional.empty();
        private Optional<String> description = Optional.empty();
        private Optional<BigDecimal> discountPercentage = Optional.empty();
        private Optional<String> productId = Optional.empty();
        private Optional<String> termsConditionsLink = Optional.empty();
        private Optional<String> fromDate = Optional.empty();
        private Optional<String> toDate = Optional.empty();
        private Optional<Boolean> isValid = Optional.empty();
        private Optional<String> dateCreated = Optional.empty();
        private Optional<String> dateLastUpdated = Optional.empty();
        private Optional<String> lastUpdatedBy = Optional.empty();
        private Optional<Boolean> active = Optional.empty();

        private Builder() {}

        /** Sets the campaign's id. */
        public Builder id(Optional<String> id) {
            this.id = requireNonNull(id, "id");
            return this;
        }

        /** Sets the code that the customer entered. */
        public Builder code(Optional<String> code) {
            this.code = requireNonNull(code, "code");
            return this;
        }

        /** Sets the description. */
        public Builder description(Optional<String> description) {
            this.description = requireNonNull(description, "description");
            return this;
        }

        /** Sets the discount in percent, 0 to 100. */
        public Builder discountPercentage(Optional<BigDecimal> discountPercentage) {
            this.discountPercentage = requireNonNull(discountPercentage, "discountPercentage");
            return this;
        }

        /** Sets the id of the product that the campaign is for. */
        public Builder productId(Optional<String> productId) {
            this.productId = requireNonNull(productId, "productId");
            return this;
        }

        /** Sets the URL of the terms and conditions. */
        public Builder termsConditionsLink(Optional<String> termsConditionsLink) {
            this.termsConditionsLink = requireNonNull(termsConditionsLink, "termsConditionsLink");
            return this;
        }

        /** Sets the first day, as stored. */
        public Builder fromDate(Optional<String> fromDate) {
            this.fromDate = requireNonNull(fromDate, "fromDate");
            return this;
        }

        /** Sets the last day, as stored. */
        public Builder toDate(Optional<String> toDate) {
            this.toDate = requireNonNull(toDate, "toDate");
            return this;
        }

        /** Sets whether the campaign was valid. */
        public Builder isValid(Optional<Boolean> isValid) {
            this.isValid = requireNonNull(isValid, "isValid");
            return this;
        }

        /** Sets when the campaign was created, as stored. */
        public Builder dateCreated(Optional<String> dateCreated) {
            this.dateCreated = requireNonNull(dateCreated, "dateCreated");
            return this;
        }

        /** Sets when the campaign was last changed, as stored. */
        public Builder dateLastUpdated(Optional<String> dateLastUpdated) {
            this.dateLastUpdated = requireNonNull(dateLastUpdated, "dateLastUpdated");
            return this;
        }

        /** Sets the author of the last change, as stored. */
        public Builder lastUpdatedBy(Optional<String> lastUpdatedBy) {
            this.lastUpdatedBy = requireNonNull(lastUpdatedBy, "lastUpdatedBy");
            return this;
        }

        /** Sets whether the campaign was active. */
        public Builder active(Optional<Boolean> active) {
            this.active = requireNonNull(active, "active");
            return this;
        }

        /** Returns the campaign. */
        public Campaign build() {
            return new Campaign(this);
        }
    }
}
