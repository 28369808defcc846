package com.bbws.orders.dynamodb.testing;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrderItemsTest {

    @Test
    void hasOnlyAttributesOfTheContract() throws IOException {
        String contract = Files.readString(Path.of("../docs/contract.md"));
        int start = contract.indexOf("attributes: PK SK");
        String attributes = contract.substring(start, contract.indexOf("\n- item:", start));
        Order order = anOrder(KEY, OrderStatus.PAID)
                .paymentDetails(aPayment())
                .lastUpdateReason("paid at the desk")
                .build();

        assertThat(OrderItems.of(order).keySet())
                .allSatisfy(attribute -> assertThat(attributes).containsPattern("\\b" + attribute + "\\b"));
    }
}
