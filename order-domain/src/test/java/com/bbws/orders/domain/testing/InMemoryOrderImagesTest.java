package com.bbws.orders.domain.testing;

import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.port.OrderImages;
import java.util.Map;

/** What other tests stand on keeps the port's contract too. */
class InMemoryOrderImagesTest extends OrderImagesContract {

    @Override
    protected OrderImages images() {
        return new InMemoryOrderImages();
    }

    @Override
    protected Map<String, ?> key(OrderKey order) {
        return InMemoryOrderImages.key(order);
    }

    @Override
    protected Map<String, ?> item(Order order) {
        return InMemoryOrderImages.item(order);
    }

    @Override
    protected Map<String, ?> itemWithAnUnknownStatus(OrderKey order) {
        return InMemoryOrderImages.item(
                anOrder(order.tenantId(), order.id(), OrderStatus.PENDING).build(), "EXPIRED");
    }
}
