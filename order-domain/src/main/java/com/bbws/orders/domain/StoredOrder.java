package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a store holds under an order key: an {@link Order}, or an {@link UnreadableOrder} whose status or lock token cannot
 * be read. Both have the data of this class, which does not include the status.
 *
 * <p>Data that other services left out, or wrote in a form that cannot be read, is empty. Sums are computed from the
 * other amounts. The stored subtotal is used only if the lines or an amount of a line are absent.
 *
 * <p>An amount or quantity that is stored but cannot be read is never treated as absent or zero: nothing that depends on
 * it is computed, and {@link #problems} names it.
 */
public abstract sealed class StoredOrder implements NotABean permits Order, UnreadableOrder {

    private final OrderKey key;
    private final boolean active;
    private final StoredValue<Money> storedSubtotal;
    private final Optional<String> orderNumber;
    private final Optional<EmailAddress> customerEmail;
    private final StoredValue<List<LineItem>> items;
    private final Optional<PaymentDetails> paymentDetails;
    private final StoredValue<Money> tax;
    private final StoredValue<Money> shipping;
    private final Optional<String> currency;
    private final Optional<Campaign> campaign;
    private final Optional<BillingAddress> billingAddress;
    private final Optional<String> paymentMethod;
    private final Optional<String> pdfUrl;
    private final Optional<String> dateCreated;
    private final Optional<LockToken> lockToken;
    private final Optional<String> lastUpdatedBy;
    private final Optional<String> lastUpdateReason;
    private final Optional<UpdateId> lastUpdateId;
    private final List<OrderDefect> otherUnreadable;

    /**
     * Takes the data from a builder.
     *
     * @throws IllegalArgumentException if an amount is in another currency than the order
     */
    StoredOrder(Builder<?> builder) {
        builder.checkCurrencies();
        this.key = builder.key;
        this.active = builder.active;
        this.storedSubtotal = builder.subtotal;
        this.orderNumber = builder.orderNumber;
        this.customerEmail = builder.customerEmail;
        this.items = builder.items;
        this.paymentDetails = builder.paymentDetails;
        this.tax = builder.tax;
        this.shipping = builder.shipping;
        this.currency = builder.currency;
        this.campaign = builder.campaign;
        this.billingAddress = builder.billingAddress;
        this.paymentMethod = builder.paymentMethod;
        this.pdfUrl = builder.pdfUrl;
        this.dateCreated = builder.dateCreated;
        this.lockToken = builder.lockToken;
        this.lastUpdatedBy = builder.lastUpdatedBy;
        this.lastUpdateReason = builder.lastUpdateReason;
        this.lastUpdateId = builder.lastUpdateId;
        this.otherUnreadable = List.copyOf(builder.otherUnreadable);
    }

    /**
     * Returns the result of the function for the case that this order is.
     *
     * @param readable the function for an order that can be read
     * @param unreadable the function for an order that cannot be read
     */
    public abstract <T> T fold(
            Function<? super Order, ? extends T> readable, Function<? super UnreadableOrder, ? extends T> unreadable);

    /** Returns the status as text: its wire name, or the stored text if the status is unknown; empty if none is stored. */
    public abstract Optional<String> statusText();

    /** Returns why the order cannot be read; empty for an {@link Order}. */
    abstract List<OrderDefect> defects();

    /**
     * Returns what cannot be read: the status and the lock token first, then amounts, quantities, percentages and lines.
     * May contain personal data.
     *
     * @return the defects, unmodifiable; empty if everything can be read or is absent
     */
    public List<OrderDefect> problems() {
        Stream<OrderDefect> ofLines = lines().flatMap(line -> line.unreadable().stream());
        Stream<OrderDefect> ofSums =
                Stream.of(storedSubtotal, tax, shipping).flatMap(amount -> amount.defects().stream());
        return Stream.of(defects().stream(), items.defects().stream(), ofLines, ofSums, otherUnreadable.stream())
                .flatMap(defects -> defects)
                .toList();
    }

    /** Returns the tenant and the id of the order. */
    public OrderKey key() {
        return key;
    }

    /** Returns the tenant that owns the order. */
    public TenantId tenantId() {
        return key.tenantId();
    }

    /** Returns the order's id, unique within its tenant. */
    public OrderId id() {
        return key.id();
    }

    /** Returns whether the order is visible to its tenant; if not, it is soft-deleted. */
    public boolean isActive() {
        return active;
    }

    /**
     * Returns the sum of the lines. If there are no lines, or an amount of a line is absent, returns the stored subtotal.
     * Empty if an amount that it depends on is stored but cannot be read.
     */
    public Optional<Money> subtotal() {
        if (items.isUnreadable() || lines().anyMatch(line -> !line.unreadable().isEmpty())) {
            return Optional.empty(); // the stored subtotal may contradict what cannot be read
        }
        return items().flatMap(this::sumOf).or(storedSubtotal::value);
    }

    /**
     * Returns subtotal + tax + shipping; absent tax or shipping counts as zero. Empty if the subtotal is empty, or if tax
     * or shipping is stored but cannot be read.
     */
    public Optional<Money> total() {
        if (tax.isUnreadable() || shipping.isUnreadable()) {
            return Optional.empty();
        }
        return subtotal()
                .map(sum ->
                        Stream.of(tax(), shipping()).flatMap(Optional::stream).reduce(sum, Money::plus));
    }

    private Stream<LineItem> lines() {
        return items().stream().flatMap(List::stream);
    }

    private Optional<Money> sumOf(List<LineItem> lines) {
        Money sum = Money.zero(currency.orElse(Money.NO_CURRENCY));
        for (LineItem line : lines) {
            Optional<Money> subtotal = line.subtotal();
            if (subtotal.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(subtotal.get());
        }
        return Optional.of(sum);
    }

    /** Returns the order number that customers and operators use. */
    public Optional<String> orderNumber() {
        return orderNumber;
    }

    /** Returns the customer's e-mail address. Personal data. */
    public Optional<EmailAddress> customerEmail() {
        return customerEmail;
    }

    /** Returns the lines of the order, unmodifiable; empty if no lines are stored or they cannot be read. */
    public Optional<List<LineItem>> items() {
        return items.value();
    }

    /** Returns the payment details. Confidential: they must not reach a log. */
    public Optional<PaymentDetails> paymentDetails() {
        return paymentDetails;
    }

    /** Returns the tax on the order; empty if it is absent or cannot be read. */
    public Optional<Money> tax() {
        return tax.value();
    }

    /** Returns the cost of shipping; empty if it is absent or cannot be read. */
    public Optional<Money> shipping() {
        return shipping.value();
    }

    /** Returns the currency code as stored, usually a code of ISO 4217. */
    public Optional<String> currency() {
        return currency;
    }

    /** Returns the campaign that applied when the order was placed. */
    public Optional<Campaign> campaign() {
        return campaign;
    }

    /** Returns the billing address. Personal data. */
    public Optional<BillingAddress> billingAddress() {
        return billingAddress;
    }

    /** Returns the payment method that the customer chose, as stored. */
    public Optional<String> paymentMethod() {
        return paymentMethod;
    }

    /** Returns the URL of the printed order. */
    public Optional<String> pdfUrl() {
        return pdfUrl;
    }

    /** Returns when the order was placed, as stored. */
    public Optional<String> dateCreated() {
        return dateCreated;
    }

    /** Returns the optimistic-lock token, the stored {@code dateLastUpdated}; empty if the order has none. */
    public Optional<LockToken> lockToken() {
        return lockToken;
    }

    /** Returns the author of the last write, as stored; other services may store a text that is not a valid {@link Actor} name. */
    public Optional<String> lastUpdatedBy() {
        return lastUpdatedBy;
    }

    /** Returns the reason of the last correction; empty if the last change was an ordinary update. */
    public Optional<String> lastUpdateReason() {
        return lastUpdateReason;
    }

    /**
     * Returns the id of the request by which this service last wrote the order; empty if it has not written it. Other services
     * may have written the order since: they keep the id, remove it, or restore an older one.
     */
    public Optional<UpdateId> lastUpdateId() {
        return lastUpdateId;
    }

    final void requireActive() {
        if (!active) {
            throw new OrderException.NotFound(id());
        }
    }

    /** Returns whether the requested payment details differ from those of this order. */
    final boolean isNew(PaymentDetails requested) {
        return !paymentDetails.equals(Optional.of(requested));
    }

    /**
     * Returns the order after a correction, for any current status.
     *
     * @throws OrderException.PaymentNotAllowed if there are new details and the new status does not take them
     */
    final Order corrected(
            OrderCorrection requested,
            Optional<PaymentDetails> newDetails,
            Actor actor,
            UpdateId updateId,
            Instant now) {
        if (newDetails.isPresent() && !requested.status().takesCorrectedPaymentDetails()) {
            throw OrderException.PaymentNotAllowed.inCorrection(this);
        }
        return Order.Builder.changed(this, requested.status(), newDetails, actor, updateId, now)
                .lastUpdateReason(requested.reason())
                .build();
    }

    /**
     * Collects the data of an order. Every value is optional; amounts must be in the order's currency. Not thread-safe.
     *
     * @param <B> the type of the builder
     */
    public abstract static sealed class Builder<B extends Builder<B>> permits Order.Builder, UnreadableOrder.Builder {

        private final OrderKey key;
        private boolean active = true;
        private StoredValue<Money> subtotal = StoredValue.absent();
        private Optional<String> orderNumber = Optional.empty();
        private Optional<EmailAddress> customerEmail = Optional.empty();
        private StoredValue<List<LineItem>> items = StoredValue.absent();
        private Optional<PaymentDetails> paymentDetails = Optional.empty();
        private StoredValue<Money> tax = StoredValue.absent();
        private StoredValue<Money> shipping = StoredValue.absent();
        private Optional<String> currency = Optional.empty();
        private Optional<Campaign> campaign = Optional.empty();
        private Optional<BillingAddress> billingAddress = Optional.empty();
        private Optional<String> paymentMethod = Optional.empty();
        private Optional<String> pdfUrl = Optional.empty();
        private Optional<String> dateCreated = Optional.empty();
        private Optional<LockToken> lockToken = Optional.empty();
        private Optional<String> lastUpdatedBy = Optional.empty();
        private Optional<String> lastUpdateReason = Optional.empty();
        private Optional<UpdateId> lastUpdateId = Optional.empty();
        private final List<OrderDefect> otherUnreadable = new ArrayList<>();

        Builder(OrderKey key) {
            this.key = requireNonNull(key, "key");
        }

        /** Starts with all the data of an order. */
        Builder(StoredOrder order) {
            this(order.key);
            this.active = order.active;
            this.subtotal = order.storedSubtotal;
            this.orderNumber = order.orderNumber;
            this.customerEmail = order.customerEmail;
            this.items = order.items;
            this.paymentDetails = order.paymentDetails;
            this.tax = order.tax;
            this.shipping = order.shipping;
            this.currency = order.currency;
            this.campaign = order.campaign;
            this.billingAddress = order.billingAddress;
            this.paymentMethod = order.paymentMethod;
            this.pdfUrl = order.pdfUrl;
            this.dateCreated = order.dateCreated;
            this.lockToken = order.lockToken;
            this.lastUpdatedBy = order.lastUpdatedBy;
            this.lastUpdateReason = order.lastUpdateReason;
            this.lastUpdateId = order.lastUpdateId;
            this.otherUnreadable.addAll(order.otherUnreadable);
        }

        /** Returns this builder. */
        abstract B self();

        /** Sets whether the order is visible to its tenant. Default: {@code true}. */
        public B active(boolean active) {
            this.active = active;
            return self();
        }

        /** Sets the stored subtotal. It is used only if the sum of the lines is unknown. */
        public B subtotal(Money subtotal) {
            return subtotal(StoredValue.known(requireNonNull(subtotal, "subtotal")));
        }

        /** Sets the stored subtotal as it is stored. It is used only if the sum of the lines is unknown. */
        public B subtotal(StoredValue<Money> subtotal) {
            this.subtotal = requireNonNull(subtotal, "subtotal");
            return self();
        }

        /** Sets the order number. */
        public B orderNumber(String orderNumber) {
            this.orderNumber = Optional.of(requireNonNull(orderNumber, "orderNumber"));
            return self();
        }

        /** Sets the customer's e-mail address. */
        public B customerEmail(EmailAddress customerEmail) {
            this.customerEmail = Optional.of(requireNonNull(customerEmail, "customerEmail"));
            return self();
        }

        /** Sets the lines. */
        public B items(List<LineItem> items) {
            return items(StoredValue.known(requireNonNull(items, "items")));
        }

        /** Sets the lines as they are stored. */
        public B items(StoredValue<List<LineItem>> items) {
            this.items = requireNonNull(items, "items").map(List::copyOf);
            return self();
        }

        /** Adds a defect: an amount that is stored and cannot be read, but is not needed here, such as the stored total. */
        public B unreadable(OrderDefect defect) {
            otherUnreadable.add(requireNonNull(defect, "defect"));
            return self();
        }

        /** Sets the payment details. */
        public B paymentDetails(PaymentDetails paymentDetails) {
            this.paymentDetails = Optional.of(requireNonNull(paymentDetails, "paymentDetails"));
            return self();
        }

        /** Sets the tax. */
        public B tax(Money tax) {
            return tax(StoredValue.known(requireNonNull(tax, "tax")));
        }

        /** Sets the tax as it is stored. */
        public B tax(StoredValue<Money> tax) {
            this.tax = requireNonNull(tax, "tax");
            return self();
        }

        /** Sets the shipping cost. */
        public B shipping(Money shipping) {
            return shipping(StoredValue.known(requireNonNull(shipping, "shipping")));
        }

        /** Sets the shipping cost as it is stored. */
        public B shipping(StoredValue<Money> shipping) {
            this.shipping = requireNonNull(shipping, "shipping");
            return self();
        }

        /** Sets the currency code. */
        public B currency(String currency) {
            this.currency = Optional.of(requireNonNull(currency, "currency"));
            return self();
        }

        /** Sets the campaign. */
        public B campaign(Campaign campaign) {
            this.campaign = Optional.of(requireNonNull(campaign, "campaign"));
            return self();
        }

        /** Sets the billing address. */
        public B billingAddress(BillingAddress billingAddress) {
            this.billingAddress = Optional.of(requireNonNull(billingAddress, "billingAddress"));
            return self();
        }

        /** Sets the payment method that the customer chose. */
        public B paymentMethod(String paymentMethod) {
            this.paymentMethod = Optional.of(requireNonNull(paymentMethod, "paymentMethod"));
            return self();
        }

        /** Sets the URL of the printed order. */
        public B pdfUrl(String pdfUrl) {
            this.pdfUrl = Optional.of(requireNonNull(pdfUrl, "pdfUrl"));
            return self();
        }

        /** Sets when the order was placed. */
        public B dateCreated(String dateCreated) {
            this.dateCreated = Optional.of(requireNonNull(dateCreated, "dateCreated"));
            return self();
        }

        /** Sets the optimistic-lock token. */
        public B lockToken(LockToken lockToken) {
            this.lockToken = Optional.of(requireNonNull(lockToken, "lockToken"));
            return self();
        }

        /** Sets the author of the last write. */
        public B lastUpdatedBy(String lastUpdatedBy) {
            this.lastUpdatedBy = Optional.of(requireNonNull(lastUpdatedBy, "lastUpdatedBy"));
            return self();
        }

        /** Sets the reason of the last correction. */
        public B lastUpdateReason(String lastUpdateReason) {
            this.lastUpdateReason = Optional.of(requireNonNull(lastUpdateReason, "lastUpdateReason"));
            return self();
        }

        /** Sets the id of the request by which this service last wrote the order. */
        public B lastUpdateId(UpdateId lastUpdateId) {
            this.lastUpdateId = Optional.of(requireNonNull(lastUpdateId, "lastUpdateId"));
            return self();
        }

        final void withoutLastUpdateReason() {
            this.lastUpdateReason = Optional.empty();
        }

        private void checkCurrencies() {
            String expected = currency.orElse(Money.NO_CURRENCY);
            amounts().filter(amount -> !amount.currency().equals(expected)).forEach(amount -> {
                throw new IllegalArgumentException("an amount in " + amount.currency() + " in an order in " + expected);
            });
        }

        private Stream<Money> amounts() {
            Stream<Optional<Money>> ofLines = items.value().stream()
                    .flatMap(List::stream)
                    .flatMap(line -> Stream.of(line.unitPrice(), line.discount()));
            return Stream.concat(Stream.of(subtotal.value(), tax.value(), shipping.value()), ofLines)
                    .flatMap(Optional::stream);
        }
    }
}
