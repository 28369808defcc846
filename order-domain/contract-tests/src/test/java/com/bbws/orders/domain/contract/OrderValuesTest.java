package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison of orders includes every public method: a new one must be added to it. */
class OrderValuesTest {

    /** {@code getBeanProperties} always throws. */
    private static final Set<String> NO_ACCESSORS = Set.of("equals", "hashCode", "toString", "getBeanProperties");

    private final Order order = SampleOrders.anOrder(new OrderKey(new TenantId("t"), SampleOrders.ID), PENDING)
            .build();

    @Test
    void containTheResultOfEveryPublicMethodOfAnOrder() {
        assertThat(OrderValues.of(order).keySet()).isEqualTo(accessorsOf(Order.class));
    }

    @Test
    void containTheResultOfEveryPublicMethodOfALine() {
        LineItem line = order.items().orElseThrow().get(0);

        assertThat(OrderValues.line(line).keySet()).isEqualTo(accessorsOf(LineItem.class));
    }

    @Test
    void containTheResultOfEveryPublicMethodOfACampaign() {
        Campaign campaign = order.campaign().orElseThrow();

        assertThat(OrderValues.campaign(campaign).keySet()).isEqualTo(accessorsOf(Campaign.class));
    }

    @Test
    void ofEveryStoreAreTheOnesThatAChangeNeeds() {
        assertThat(OrderValues.keptByEveryStore(order))
                .containsOnlyKeys(List.of("isActive", "key", "lastUpdateId", "lockToken", "paymentDetails", "status"));
    }

    private static Set<String> accessorsOf(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !NO_ACCESSORS.contains(name))
                .collect(Collectors.toSet());
    }
}
