package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB Local, embedded, keeps the port's contract; and the index has its limits. */
class DynamoDbOrderSearchTest extends DynamoDbOrderSearchContract {

    private static final TestTable TABLE = TestTable.embedded();

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final OrderId id = new OrderId("order_" + UUID.randomUUID());
    private final Map<String, AttributeValue> item =
            new HashMap<>(OrderItems.of(anOrder(tenant, id, PENDING).build()));

    @Override
    protected TestTable table() {
        return TABLE;
    }

    @Test
    void seesAnOrderWithoutIndexKeysOnlyWhereItsTenantIsKnown() {
        item.keySet().removeIf(name -> name.startsWith("GSI"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).isEmpty();
        assertThat(TABLE.search().inspect(tenant, id)).isPresent();
    }

    @Test
    void takesNoCounterForATenant() {
        TABLE.put(item);
        item.put("PK", fromS("COUNTER"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).containsExactly(tenant);
    }

    @Test
    void takesNoKeyThatNoTenantCanHaveForATenant() {
        item.put("PK", fromS("TENANT#not legal"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).isEmpty();
    }
}
