package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.port.OrderImages;
import com.bbws.orders.domain.testing.OrderImagesContract;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.PlainItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbOrderImagesTest {

    private static final OrderKey KEY = new OrderKey(TENANT, ID);

    private final OrderImages images = DynamoDbOrderImages.create();

    private OrderImage image(Map<String, AttributeValue> item) {
        return images.read(KEY, PlainItems.of(item));
    }

    private static Map<String, AttributeValue> with(String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(aPendingOrder()));
        item.put(name, value);
        return item;
    }

    /** The port's contract, for the items of the table. */
    @Nested
    class KeepsTheContract extends OrderImagesContract {
        @Override
        protected OrderImages images() {
            return images;
        }

        @Override
        protected Map<String, ?> key(OrderKey order) {
            return PlainItems.of(OrderItems.key(order.tenantId(), order.id()));
        }

        @Override
        protected Map<String, ?> item(Order order) {
            return PlainItems.of(OrderItems.of(order));
        }

        @Override
        protected Map<String, ?> itemWithAnUnknownStatus(OrderKey order) {
            Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(
                    anOrder(order.tenantId(), order.id(), OrderStatus.PENDING).build()));
            item.put("status", fromS("EXPIRED"));
            return PlainItems.of(item);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TENANT#t, ORDER#a b",
        "TENANT#t, ORDER#",
        "TENANT#, ORDER#o",
        "TENANT#a#b, ORDER#o",
        "TENANT#t, CUSTOMER#o",
        "TENANT#t, order#o",
        "COUNTER, ORDER#o",
        "HISTORY#t#o, 0000000000000000000000000000000000000001"
    })
    void knowsWhatIsNoOrder(String pk, String sk) {
        assertThat(images.orderOf(Map.of("PK", pk, "SK", sk))).isEmpty();
    }

    @Test
    void takesNoKeyForAnOrdersThatIsNoText() {
        assertThat(images.orderOf(PlainItems.of(Map.of("PK", fromS("TENANT#t"), "SK", fromN("1")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAID, paid", "PENDING_PAYMENT, payment_pending", "' pending ', pending"})
    void readsTheNeighboursSpellings(String stored, String status) {
        OrderImage image = image(with("status", fromS(stored)));

        assertThat(image.status()).contains(status);
        assertThat(image.problems()).isEmpty();
    }

    @Test
    void readsFlagsAndTokensOfOtherTypes() {
        Map<String, AttributeValue> item = with("isActive", fromS("false"));
        item.remove("active");
        item.put("dateLastUpdated", fromN("1767614400"));

        assertThat(image(item).active()).isFalse();
        assertThat(image(item).lockToken()).contains(new LockToken("1767614400"));
    }

    @Test
    void saysThatATokenCannotBeRead() {
        OrderImage image = image(with("dateLastUpdated", AttributeValue.fromBool(true)));

        assertThat(image.problems()).containsExactly("dateLastUpdated: found a value of type BOOL, expected text");
        assertThat(image.lockToken()).isEqualTo(Optional.empty());
    }

    @Test
    void readsItemsWithValuesOfEveryType() {
        Map<String, AttributeValue> item = with("tags", AttributeValue.fromSs(List.of("a", "b")));
        item.put("numbers", AttributeValue.fromNs(List.of("1", "2.50")));
        item.put("blob", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));
        item.put("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        item.put("none", AttributeValue.fromNul(true));
        item.put(
                "deep",
                AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("on", AttributeValue.fromBool(true))))));

        OrderImage image = image(item);

        assertThat(image.problems()).isEmpty();
        assertThat(image.attributes()).contains(PlainItems.of(item));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "paymentDetails", "unknown"})
    void hasAnAnswerForAValueOfNoType(String name) {
        Map<String, Object> item = new HashMap<>(PlainItems.of(OrderItems.of(aPendingOrder())));
        item.put(name, new StringBuilder("secret"));

        OrderImage image = images.read(KEY, item);

        assertThat(image.problems()).containsExactly("the order cannot be read (IllegalArgumentException)");
    }
}
