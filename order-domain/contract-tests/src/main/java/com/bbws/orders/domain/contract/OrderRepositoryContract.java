package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static com.bbws.orders.domain.contract.SampleOrders.ALICE;
import static com.bbws.orders.domain.contract.SampleOrders.ID;
import static com.bbws.orders.domain.contract.SampleOrders.NOON;
import static com.bbws.orders.domain.contract.SampleOrders.UNKNOWN_STATUS;
import static com.bbws.orders.domain.contract.SampleOrders.aPayment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link OrderRepository} for a store that keeps whole orders and that other services may write too, with
 * attributes that this domain does not know.
 */
public abstract class OrderRepositoryContract extends MinimalOrderRepositoryContract {

    /** For subclasses. */
    protected OrderRepositoryContract() {}

    /**
     * Stores an order with the unknown status {@code EXPIRED}.
     *
     * @param key the tenant and the id of the order
     * @param active false for a soft-deleted order
     */
    protected abstract void putUnreadable(OrderKey key, boolean active);

    /** Returns a value that another service may store in an unknown payment field, in the type of the implementation. */
    protected abstract Object anUnknownValue();

    /**
     * Returns access to an attribute of stored orders that this domain does not know.
     *
     * @return the access; empty if a stored order has no such attributes, for example because the store is in memory and has
     *     no other writers. Then the test that needs it is aborted
     */
    protected abstract Optional<UnknownAttribute> unknownAttribute();

    /** An attribute that this domain does not know, as another service reads and writes it. */
    public interface UnknownAttribute {

        /**
         * Sets the attribute of a stored order, and nothing else.
         *
         * @param key the tenant and the id of the order
         * @param value the new value
         */
        void set(OrderKey key, String value);

        /**
         * Returns the attribute of a stored order.
         *
         * @param key the tenant and the id of the order
         * @return the value; empty if the order does not have the attribute
         */
        Optional<String> get(OrderKey key);
    }

    @Override
    Order.Builder anOrder(OrderKey key, OrderStatus status) {
        return SampleOrders.anOrder(key, status);
    }

    @Override
    Map<String, Object> kept(Order order) {
        return OrderValues.of(order);
    }

    @Test
    void findsAnOrderThatHasOnlyAStatus() {
        Order bare = Order.builder(key, PENDING).build();
        put(bare);

        assertFound(bare);
    }

    @Test
    void reportsAnOrderWithAnUnknownStatusAsUnreadable() {
        putUnreadable(key, true);

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> orders().find(key))
                .withMessageContaining(ID.value())
                .withMessageContaining("EXPIRED");
    }

    @Test
    void doesNotFindAnUnreadableSoftDeletedOrder() {
        putUnreadable(key, false);

        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void keepsUnknownPaymentFields() {
        put(anOrder(key, PAYMENT_PENDING)
                .paymentDetails(
                        PaymentDetails.reconstitute(aPayment("old").fields(), Map.of("paymentId", anUnknownValue())))
                .build());

        orders().apply(change(found(), OrderUpdate.with(aPayment())));

        assertThat(found().paymentDetails()).contains(aPayment());
        assertThat(found().paymentDetails().orElseThrow().unknownFields())
                .isEqualTo(Map.of("paymentId", anUnknownValue()));
    }

    /** A store that writes the whole order would restore the old values. */
    @Test
    void keepsWhatAnotherServiceStoredBeforeTheWriteWithoutANewToken() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        put(anOrder(key, PENDING)
                .orderNumber("ORD-2026-00001")
                .pdfUrl("https://example.com/orders/new.pdf")
                .build());
        Order expected = SampleOrders.anOrder(key, PAID)
                .orderNumber("ORD-2026-00001")
                .pdfUrl("https://example.com/orders/new.pdf")
                .paymentDetails(aPayment())
                .lockToken(change.after().lockToken().orElseThrow())
                .lastUpdatedBy(ALICE.name())
                .lastUpdateId(change.after().lastUpdateId().orElseThrow())
                .build();

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertFound(expected);
    }

    @Test
    void keepsAnAttributeThatThisDomainDoesNotKnow() {
        UnknownAttribute attribute = unknownAttribute()
                .orElseGet(() -> Assumptions.abort("The store has no unknown attributes, as its test declares."));
        put(pending());
        OrderChange change = change(found(), OrderUpdate.to(PAID, aPayment()));
        attribute.set(key, "a value of another service");

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(attribute.get(key)).contains("a value of another service");
        assertFound(change.after());
    }

    @Test
    void removesTheReasonOfAnEarlierCorrection() {
        put(anOrder(key, PENDING).lastUpdateReason("paid at the desk").build());

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lastUpdateReason()).isEmpty();
    }

    @Test
    void writesATokenToAnOrderWithoutOne() {
        put(Order.builder(key, PENDING).build());

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lockToken()).contains(LockToken.at(NOON));
    }

    @Test
    void reportsAConflictIfAnotherWriterSetTheFirstToken() {
        OrderChange change = change(Order.builder(key, PENDING).build(), OrderUpdate.to(PAID));
        put(pending());

        assertThatExceptionOfType(OrderException.Conflict.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void doesNotFindOrCreateARemovedOrderWithoutAToken() {
        OrderChange change = change(Order.builder(key, PENDING).build(), OrderUpdate.to(PAID));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void reportsAConflictWithoutTheCurrentOrderIfItIsUnreadable() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        putUnreadable(key, true);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> orders().apply(change))
                .satisfies(rejection -> assertThat(rejection.current()).isEmpty());
    }

    @Test
    void doesNotFindAnUnreadableOrderThatWasSoftDeletedBeforeTheWrite() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        putUnreadable(key, false);

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void writesACorrectionWithItsReason() {
        put(anOrder(key, COMPLETED).build());

        orders().apply(correction(found(), REFUNDED));

        assertThat(found().lastUpdateReason()).contains("Chargeback");
    }

    @Test
    void removesTheReasonOfACorrectionWithTheNextUpdate() {
        put(anOrder(key, CANCELLED).build());
        orders().apply(correction(found(), PENDING));

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lastUpdateReason()).isEmpty();
    }

    @Test
    void correctsAnUnknownStatus() {
        putUnreadable(key, true);
        UnreadableOrder expired = UnreadableOrder.builder(key, Optional.of("EXPIRED"), List.of(UNKNOWN_STATUS))
                .build();

        orders().apply(expired.correct(correctionTo(PENDING), ALICE, UpdateId.random(), NOON));

        assertThat(found().status()).isEqualTo(PENDING);
        assertThat(found().lastUpdateReason()).contains("Chargeback");
    }
}
