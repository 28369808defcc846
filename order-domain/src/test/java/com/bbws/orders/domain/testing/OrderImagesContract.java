package com.bbws.orders.domain.testing;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.port.OrderImages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link OrderImages} promises. Every implementation has a subclass. */
public abstract class OrderImagesContract {

    private static final OrderKey KEY = new OrderKey(TENANT, ID);

    /** The implementation under test. */
    protected abstract OrderImages images();

    /** Returns the key of an order as the store's log shows it. */
    protected abstract Map<String, ?> key(OrderKey order);

    /** Returns the item of an order as the store's log shows it. */
    protected abstract Map<String, ?> item(Order order);

    /** Returns the item of an order with a status that nobody knows: {@code EXPIRED}. */
    protected abstract Map<String, ?> itemWithAnUnknownStatus(OrderKey order);

    private OrderImage image(Order order) {
        return images().read(KEY, item(order));
    }

    @Test
    void knowsAnOrderByItsKey() {
        assertThat(images().orderOf(key(KEY))).contains(KEY);
    }

    @Test
    void knowsThatOtherThingsAreNoOrders() {
        assertThat(images().orderOf(Map.of())).isEmpty();
        assertThat(images().orderOf(Map.of("something", "else"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheStatus(OrderStatus status) {
        OrderImage image = image(anOrder(TENANT, ID, status).build());

        assertThat(image.status()).contains(status.wireName());
        assertThat(image.problems()).isEmpty();
    }

    @Test
    void readsWhoWroteTheOrderWhenAndWhy() {
        OrderImage image = image(anOrder(TENANT, ID, OrderStatus.PAID)
                .lastUpdatedBy("cli:thandi")
                .lastUpdateReason("Ticket 4711")
                .build());

        assertThat(image.lockToken()).contains(new LockToken("2025-12-30T10:00:00Z"));
        assertThat(image.lastUpdatedBy()).contains("cli:thandi");
        assertThat(image.lastUpdateReason()).contains("Ticket 4711");
        assertThat(image.active()).isTrue();
    }

    @Test
    void readsThatAnOrderWasDeleted() {
        assertThat(image(anOrder(TENANT, ID, OrderStatus.PAID).active(false).build())
                        .active())
                .isFalse();
    }

    @Test
    void showsAllAttributesForComparing() {
        assertThat(image(aPendingOrder()).attributes())
                .isEqualTo(image(aPendingOrder()).attributes())
                .isNotEqualTo(image(aPaidOrder()).attributes());
        assertThat(image(aPendingOrder()).attributes().orElseThrow()).isNotEmpty();
    }

    @Test
    void readsAnOrderWithAnUnknownStatusAsFarAsItGoes() {
        OrderImage image = images().read(KEY, itemWithAnUnknownStatus(KEY));

        assertThat(image.status()).contains("EXPIRED");
        assertThat(image.attributes()).isPresent();
        assertThat(image.problems()).singleElement().asString().contains("status", "EXPIRED");
    }

    @Test
    void hasAnAnswerForWhatNoStoreWouldShow() {
        Map<String, Object> impossible = new HashMap<>(item(aPendingOrder()));
        impossible.replaceAll((name, value) -> new Object());

        OrderImage image = images().read(KEY, impossible);

        assertThat(image.attributes()).isEmpty();
        assertThat(image.status()).isEqualTo(Optional.empty());
        assertThat(image.problems()).hasSize(1);
    }
}
