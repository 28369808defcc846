package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer's order of web-hosting products.
 *
 * <p>An order is placed by other services of the portal, as {@link OrderStatus#PENDING}; it is paid, processed and
 * completed, or cancelled on the way. Here its status and its payment details may change, by {@link #update}, and
 * nothing else: lines, amounts, addresses and customer are as they were when the order was placed. Once its status is
 * final only an operator may {@link #correct} it, with a reason; once it was deleted (which leaves it in the table, not
 * {@link #isActive active}), nobody changes it at all.
 *
 * <p>Only the status is required; what else other services left out, or wrote so that it cannot be read, is empty here.
 * Amounts that follow from others are computed, whatever is stored, and only from amounts that can be read: see {@link
 * #unreadable} (docs/contract.md, 2).
 */
public final class Order {

    private final TenantId tenantId;
    private final OrderId id;
    private final OrderStatus status;
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
    private final List<OrderDefect> otherUnreadable;

    private Order(Builder builder) {
        this.tenantId = builder.tenantId;
        this.id = builder.id;
        this.status = builder.status;
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
        this.otherUnreadable = List.copyOf(builder.otherUnreadable);
    }

    /**
     * Starts an order from what is known of it.
     *
     * @param tenantId whose it is
     * @param id its id
     * @param status where it stands
     */
    public static Builder builder(TenantId tenantId, OrderId id, OrderStatus status) {
        return new Builder(tenantId, id, status);
    }

    /**
     * Decides on an update by the ordinary rules (docs/contract.md, 1 Statuses), and changes nothing itself.
     *
     * <p>What is asked for and already so counts as not asked for, in any state, so that a caller may repeat an update or
     * send back the order that it got.
     *
     * @param wanted what is asked for
     * @param actor who asks
     * @param now the present time
     * @return the change to write, or empty if all is already as wanted
     * @throws OrderException.NotFound if the order was deleted
     * @throws OrderException.Immutable if its status is final
     * @throws OrderException.IllegalTransition if the wanted status may not follow the present one
     * @throws OrderException.PaymentNotAllowed if payment details are wanted and the status after the update takes none
     */
    public Optional<OrderChange> update(OrderUpdate wanted, Actor actor, Instant now) {
        requireNonNull(actor, "actor");
        requireNonNull(now, "now");
        requireActive();
        Optional<OrderStatus> newStatus = wanted.status().filter(this::isNew);
        Optional<PaymentDetails> newDetails = wanted.paymentDetails().filter(this::isNew);
        if (newStatus.isEmpty() && newDetails.isEmpty()) {
            return Optional.empty();
        }
        ordinaryRefusal(newStatus, newDetails).ifPresent(refusal -> {
            throw refusal;
        });
        Order after = changed(newStatus, newDetails, actor, now)
                .withoutLastUpdateReason()
                .build();
        return Optional.of(OrderChange.ordinary(this, after));
    }

    /**
     * Decides on a correction by hand, which may leave the ordinary rules but not the model (docs/contract.md, 5), and
     * changes nothing itself. What is already so counts as not asked for, whatever the reason says.
     *
     * @param wanted what is right, and why
     * @param actor who says so
     * @param now the present time
     * @return the change to write, or empty if all is already as wanted
     * @throws OrderException.NotFound if the order was deleted
     * @throws OrderException.IllegalCorrection if the wanted status cannot take the place of the present one
     * @throws OrderException.PaymentNotAllowed if payment details are wanted and the status after the correction takes
     *     none
     */
    public Optional<OrderChange> correct(OrderCorrection wanted, Actor actor, Instant now) {
        requireNonNull(actor, "actor");
        requireNonNull(now, "now");
        requireActive();
        Optional<OrderStatus> newStatus = Optional.of(wanted.status()).filter(this::isNew);
        Optional<PaymentDetails> newDetails = wanted.paymentDetails().filter(this::isNew);
        if (newStatus.isEmpty() && newDetails.isEmpty()) {
            return Optional.empty();
        }
        newStatus.filter(s -> !status.corrections().contains(s)).ifPresent(s -> {
            throw new OrderException.IllegalCorrection(this, s);
        });
        if (newDetails.isPresent() && !wanted.status().takesCorrectedPaymentDetails()) {
            throw OrderException.PaymentNotAllowed.inCorrection(Optional.of(this));
        }
        Order after = corrected(wanted, newDetails, actor, now);
        return Optional.of(OrderChange.correction(this, after, ordinaryRefusal(newStatus, newDetails)));
    }

    /** Returns this order put right, whatever its status is now. */
    Order corrected(OrderCorrection wanted, Optional<PaymentDetails> newDetails, Actor actor, Instant now) {
        return changed(Optional.of(wanted.status()), newDetails, actor, now)
                .lastUpdateReason(wanted.reason())
                .build();
    }

    private void requireActive() {
        if (!active) {
            throw new OrderException.NotFound(id);
        }
    }

    private boolean isNew(OrderStatus wanted) {
        return wanted != status;
    }

    /** Tells whether these are other payment details than the order has. */
    boolean isNew(PaymentDetails wanted) {
        return !paymentDetails.equals(Optional.of(wanted));
    }

    /** Returns what an ordinary update says to this, by the order of the checks in docs/contract.md, 1; empty if it may. */
    private Optional<OrderException> ordinaryRefusal(
            Optional<OrderStatus> newStatus, Optional<PaymentDetails> newDetails) {
        if (status.isFinal()) {
            return Optional.of(new OrderException.Immutable(this));
        }
        if (newStatus.filter(s -> !status.successors().contains(s)).isPresent()) {
            return Optional.of(new OrderException.IllegalTransition(this, newStatus.get()));
        }
        if (newDetails.isPresent() && !newStatus.orElse(status).takesPaymentDetails()) {
            return Optional.of(OrderException.PaymentNotAllowed.inUpdate(this));
        }
        return Optional.empty();
    }

    private Builder changed(
            Optional<OrderStatus> newStatus, Optional<PaymentDetails> newDetails, Actor actor, Instant now) {
        Builder after = new Builder(this, newStatus.orElse(status))
                .lockToken(lockToken.map(token -> token.next(now)).orElseGet(() -> LockToken.at(now)))
                .lastUpdatedBy(actor.name());
        newDetails.map(details -> details.replacing(paymentDetails)).ifPresent(after::paymentDetails);
        return after;
    }

    /** Returns the same order with another status. */
    Order withStatus(OrderStatus other) {
        return new Builder(this, other).build();
    }

    /** Returns whose order it is. */
    public TenantId tenantId() {
        return tenantId;
    }

    /** Returns the order's id, unique within its tenant. */
    public OrderId id() {
        return id;
    }

    /** Returns where the order stands. */
    public OrderStatus status() {
        return status;
    }

    /** Tells whether the order is there for its tenant; one that is not was deleted. */
    public boolean isActive() {
        return active;
    }

    /**
     * Returns the sum of the lines; if there are no lines, or an amount of one is absent, the subtotal that the order was
     * stored with. Empty if an amount that it follows from is stored but cannot be read.
     */
    public Optional<Money> subtotal() {
        if (items.isUnreadable() || lines().anyMatch(line -> !line.unreadable().isEmpty())) {
            return Optional.empty(); // the stored subtotal is no substitute: it may disagree with what cannot be read
        }
        return items().flatMap(this::sumOf).or(storedSubtotal::value);
    }

    /**
     * Returns subtotal + tax + shipping, the latter two only if they are there. Empty if the subtotal is not known, or if
     * tax or shipping is stored but cannot be read.
     */
    public Optional<Money> total() {
        if (tax.isUnreadable() || shipping.isUnreadable()) {
            return Optional.empty();
        }
        return subtotal()
                .map(sum ->
                        Stream.of(tax(), shipping()).flatMap(Optional::stream).reduce(sum, Money::plus));
    }

    /**
     * Returns what is stored in the place of an amount, a quantity, a percentage or a line, but cannot be read. It is empty
     * in this order, and nothing that depends on it is computed. The order can still be updated.
     *
     * @return the defects, unmodifiable; empty if all of these can be read or are absent
     */
    public List<OrderDefect> unreadable() {
        Stream<OrderDefect> sums =
                Stream.of(storedSubtotal, tax, shipping).flatMap(amount -> amount.defects().stream());
        return Stream.of(
                        items.defects().stream(),
                        lines().flatMap(line -> line.unreadable().stream()),
                        sums,
                        otherUnreadable.stream())
                .flatMap(defects -> defects)
                .toList();
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

    /** Returns the number that people use for the order. */
    public Optional<String> orderNumber() {
        return orderNumber;
    }

    /** Returns the customer's e-mail address. Personal. */
    public Optional<EmailAddress> customerEmail() {
        return customerEmail;
    }

    /** Returns the lines of the order; empty if none are stored or they cannot be read, an empty list if there are none. */
    public Optional<List<LineItem>> items() {
        return items.value();
    }

    /** Returns how the order was paid. Secret. */
    public Optional<PaymentDetails> paymentDetails() {
        return paymentDetails;
    }

    /** Returns the tax on the order; empty if it is absent or unreadable. */
    public Optional<Money> tax() {
        return tax.value();
    }

    /** Returns the cost of shipping; empty if it is absent or unreadable. */
    public Optional<Money> shipping() {
        return shipping.value();
    }

    /** Returns the currency's code as stored, usually of ISO 4217. */
    public Optional<String> currency() {
        return currency;
    }

    /** Returns the campaign that the order was placed under. */
    public Optional<Campaign> campaign() {
        return campaign;
    }

    /** Returns where the invoice goes. Personal. */
    public Optional<BillingAddress> billingAddress() {
        return billingAddress;
    }

    /** Returns how the customer means to pay, as stored. */
    public Optional<String> paymentMethod() {
        return paymentMethod;
    }

    /** Returns where the printed order is. */
    public Optional<String> pdfUrl() {
        return pdfUrl;
    }

    /** Returns when the order was placed, as stored. */
    public Optional<String> dateCreated() {
        return dateCreated;
    }

    /** Returns the optimistic-lock token, the stored {@code dateLastUpdated}; empty if the order never got one. */
    public Optional<LockToken> lockToken() {
        return lockToken;
    }

    /** Returns who wrote the order last, as stored; neighbours write names that are no {@link Actor}. */
    public Optional<String> lastUpdatedBy() {
        return lastUpdatedBy;
    }

    /** Returns why the order was last corrected by hand; empty if its last change was an ordinary one. */
    public Optional<String> lastUpdateReason() {
        return lastUpdateReason;
    }

    /** Returns what identifies the order and its version; nothing personal, for logs. */
    @Override
    public String toString() {
        return "Order[" + tenantId.value() + "/" + id.value() + ", " + status.wireName() + ", "
                + lockToken.map(LockToken::text).orElse("no token") + "]";
    }

    /**
     * Gathers what is known of an order. All of it is optional; amounts must be in the order's currency. A builder is for
     * one thread.
     */
    public static final class Builder {

        private final TenantId tenantId;
        private final OrderId id;
        private final OrderStatus status;
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
        private final List<OrderDefect> otherUnreadable = new ArrayList<>();

        private Builder(TenantId tenantId, OrderId id, OrderStatus status) {
            this.tenantId = requireNonNull(tenantId, "tenantId");
            this.id = requireNonNull(id, "id");
            this.status = requireNonNull(status, "status");
        }

        private Builder(Order order, OrderStatus status) {
            this(order.tenantId, order.id, status);
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
            this.otherUnreadable.addAll(order.otherUnreadable);
        }

        /** Sets whether the order is there for its tenant; it is unless told otherwise. */
        public Builder active(boolean active) {
            this.active = active;
            return this;
        }

        /** Sets the stored subtotal, which counts only where the lines do not tell. */
        public Builder subtotal(Money subtotal) {
            return subtotal(StoredValue.known(subtotal));
        }

        /** Sets the stored subtotal, which counts only where the lines do not tell, as it is stored. */
        public Builder subtotal(StoredValue<Money> subtotal) {
            this.subtotal = requireNonNull(subtotal, "subtotal");
            return this;
        }

        /** Sets the number that people use. */
        public Builder orderNumber(String orderNumber) {
            this.orderNumber = Optional.of(orderNumber);
            return this;
        }

        /** Sets the customer's address. */
        public Builder customerEmail(EmailAddress customerEmail) {
            this.customerEmail = Optional.of(customerEmail);
            return this;
        }

        /** Sets the lines. */
        public Builder items(List<LineItem> items) {
            return items(StoredValue.known(items));
        }

        /** Sets the lines, as they are stored. */
        public Builder items(StoredValue<List<LineItem>> items) {
            this.items = items.map(List::copyOf);
            return this;
        }

        /**
         * Adds something that is stored in the place of an amount, cannot be read, and counts for nothing here, such as the
         * stored total.
         */
        public Builder unreadable(OrderDefect defect) {
            otherUnreadable.add(requireNonNull(defect, "defect"));
            return this;
        }

        /** Sets how it was paid. */
        public Builder paymentDetails(PaymentDetails paymentDetails) {
            this.paymentDetails = Optional.of(paymentDetails);
            return this;
        }

        /** Sets the tax. */
        public Builder tax(Money tax) {
            return tax(StoredValue.known(tax));
        }

        /** Sets the tax, as it is stored. */
        public Builder tax(StoredValue<Money> tax) {
            this.tax = requireNonNull(tax, "tax");
            return this;
        }

        /** Sets the shipping cost. */
        public Builder shipping(Money shipping) {
            return shipping(StoredValue.known(shipping));
        }

        /** Sets the shipping cost, as it is stored. */
        public Builder shipping(StoredValue<Money> shipping) {
            this.shipping = requireNonNull(shipping, "shipping");
            return this;
        }

        /** Sets the currency code. */
        public Builder currency(String currency) {
            this.currency = Optional.of(currency);
            return this;
        }

        /** Sets the campaign. */
        public Builder campaign(Campaign campaign) {
            this.campaign = Optional.of(campaign);
            return this;
        }

        /** Sets where the invoice goes. */
        public Builder billingAddress(BillingAddress billingAddress) {
            this.billingAddress = Optional.of(billingAddress);
            return this;
        }

        /** Sets how the customer means to pay. */
        public Builder paymentMethod(String paymentMethod) {
            this.paymentMethod = Optional.of(paymentMethod);
            return this;
        }

        /** Sets where the printed order is. */
        public Builder pdfUrl(String pdfUrl) {
            this.pdfUrl = Optional.of(pdfUrl);
            return this;
        }

        /** Sets when it was placed. */
        public Builder dateCreated(String dateCreated) {
            this.dateCreated = Optional.of(dateCreated);
            return this;
        }

        /** Sets its version. */
        public Builder lockToken(LockToken lockToken) {
            this.lockToken = Optional.of(lockToken);
            return this;
        }

        /** Sets who wrote it last. */
        public Builder lastUpdatedBy(String lastUpdatedBy) {
            this.lastUpdatedBy = Optional.of(lastUpdatedBy);
            return this;
        }

        /** Sets why it was corrected. */
        public Builder lastUpdateReason(String lastUpdateReason) {
            this.lastUpdateReason = Optional.of(lastUpdateReason);
            return this;
        }

        private Builder withoutLastUpdateReason() {
            this.lastUpdateReason = Optional.empty();
            return this;
        }

        /**
         * Returns the order.
         *
         * @throws IllegalArgumentException if an amount is in another currency than the order
         */
        public Order build() {
            String expected = currency.orElse(Money.NO_CURRENCY);
            amounts().filter(amount -> !amount.currency().equals(expected)).forEach(amount -> {
                throw new IllegalArgumentException("an amount in " + amount.currency() + " in an order in " + expected);
            });
            return new Order(this);
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
