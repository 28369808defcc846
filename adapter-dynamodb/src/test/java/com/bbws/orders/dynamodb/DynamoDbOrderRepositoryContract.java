package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.OrderRepositoryContract;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract test of the port, for all implementations of the DynamoDB API. */
abstract class DynamoDbOrderRepositoryContract extends OrderRepositoryContract {

    private final List<AutoCloseable> opened = new ArrayList<>();

    protected abstract TestTable table();

    @Override
    protected OrderRepository orders() {
        return table().repository();
    }

    @Override
    protected void put(Order order) {
        table().put(order);
    }

    @Override
    protected void putUnreadable(OrderKey key, boolean active) {
        table().putUnreadable(key, active);
    }

    @Override
    protected void remove(OrderKey key) {
        table().remove(key);
    }

    @Test
    void rejectsAChangeThatMakesAnOrderTooLarge() {
        Order before = anOrder(key, PENDING).build();
        table().putAsLargeAsPossible(OrderItems.of(before));
        Map<String, AttributeValue> stored = table().item(key);
        OrderChange change = table().repository()
                .find(key)
                .orElseThrow()
                .update(OrderUpdate.to(PAID, aPayment()), ALICE, UpdateId.random(), NOON)
                .orElseThrow();

        assertThatExceptionOfType(OrderException.TooLarge.class)
                .isThrownBy(() -> orders().apply(change))
                .withMessage("Order order_4d2e has reached the size limit of the database and cannot be changed.")
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(OrderException.Code.ORDER_TOO_LARGE));
        assertThat(table().item(key)).isEqualTo(stored);
    }

    @Override
    protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
        DynamoDbSettings settings = table().settings();
        return Optional.of(open(new DynamoDbSettings(
                settings.tableName(), settings.region(), Optional.of(ClosedPort.endpoint()), settings.profile())));
    }

    @Override
    protected Optional<OrderRepository> ordersThatLoseTheResponse() {
        DynamoDbSettings settings = table().settings();
        FaultInjectionProxy proxy = new FaultInjectionProxy(settings.endpoint().orElseThrow());
        opened.add(proxy);
        proxy.onEvery("UpdateItem", Fault.dropResponse());
        proxy.onEvery("GetItem", Fault.dropRequest());
        return Optional.of(open(proxy.to(settings)));
    }

    private OrderRepository open(DynamoDbSettings settings) {
        DynamoDbOrders orders = DynamoDbOrders.open(settings);
        opened.add(orders);
        return orders.repository();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Override
    protected Optional<UnknownAttribute> unknownAttribute() {
        return Optional.of(new UnknownAttribute() {
            @Override
            public void set(OrderKey key, String value) {
                Map<String, AttributeValue> item = new HashMap<>(table().item(key));
                item.put("loyaltyProgramme", AttributeValue.fromS(value));
                table().put(item);
            }

            @Override
            public Optional<String> get(OrderKey key) {
                return Optional.ofNullable(table().item(key).get("loyaltyProgramme"))
                        .map(AttributeValue::s);
            }
        });
    }

    @Override
    protected Object anUnknownValue() {
        return AttributeValue.fromSs(List.of("p-1", "p-2"));
    }
}
