package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.PlainJavaItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OrderImageDecoderTest {

    private OrderImage image(Map<String, AttributeValue> item) {
        return OrderImageDecoder.decode(KEY, PlainJavaItems.of(item));
    }

    private static Map<String, AttributeValue> with(String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(aPendingOrder()));
        item.put(name, value);
        return item;
    }

    @Test
    void recognisesAnOrderByItsKey() {
        assertThat(OrderImageDecoder.orderOf(PlainJavaItems.of(OrderItems.key(KEY))))
                .contains(KEY);
    }

    @Test
    void recognisesThatOtherItemsAreNotOrders() {
        assertThat(OrderImageDecoder.orderOf(Map.of())).isEmpty();
        assertThat(OrderImageDecoder.orderOf(Map.of("something", "else"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheStatus(OrderStatus status) {
        OrderImage image = image(OrderItems.of(anOrder(KEY, status).build()));

        assertThat(image.status()).contains(status.wireName());
        assertThat(image.problems()).isEmpty();
    }

    @Test
    void readsTheAuthorTheTimeAndTheReason() {
        OrderImage image = image(OrderItems.of(anOrder(KEY, OrderStatus.PAID)
                .lastUpdatedBy("cli:thandi")
                .lastUpdateReason("Ticket 4711")
                .build()));

        assertThat(image.lockToken()).contains(new LockToken("2025-12-30T10:00:00Z"));
        assertThat(image.lastUpdatedBy()).contains("cli:thandi");
        assertThat(image.lastUpdateReason()).contains("Ticket 4711");
        assertThat(image.active()).isTrue();
    }

    @Test
    void readsWhetherAnOrderIsSoftDeleted() {
        assertThat(image(OrderItems.of(
                                anOrder(KEY, OrderStatus.PAID).active(false).build()))
                        .active())
                .isFalse();
    }

    @Test
    void readsAnOrderWithAnUnknownStatus() {
        OrderImage image = image(with("status", fromS("EXPIRED")));

        assertThat(image.status()).contains("EXPIRED");
        assertThat(image.attributes()).isPresent();
        assertThat(image.problems()).singleElement().asString().contains("status", "EXPIRED");
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
    void recognisesKeysOfOtherItems(String pk, String sk) {
        assertThat(OrderImageDecoder.orderOf(Map.of("PK", pk, "SK", sk))).isEmpty();
    }

    @Test
    void rejectsAKeyThatIsNotText() {
        assertThat(OrderImageDecoder.orderOf(PlainJavaItems.of(Map.of("PK", fromS("TENANT#t"), "SK", fromN("1")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAID, paid", "PENDING_PAYMENT, payment_pending", "' pending ', pending"})
    void readsTheFormsOfOtherServices(String stored, String status) {
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
    void reportsAnUnreadableToken() {
        OrderImage image = image(with("dateLastUpdated", AttributeValue.fromBool(true)));

        assertThat(image.problems()).containsExactly("dateLastUpdated: found a value of type BOOL, expected text");
        assertThat(image.lockToken()).isEqualTo(Optional.empty());
    }

    @Test
    void readsValuesOfEveryType() {
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
        assertThat(image.attributes()).contains(PlainJavaItems.of(item));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "paymentDetails", "unknown"})
    void decodesAValueOfAnUnknownTypeAsUnreadable(String name) {
        Map<String, Object> item = new HashMap<>(PlainJavaItems.of(OrderItems.of(aPendingOrder())));
        item.put(name, new StringBuilder("secret"));

        OrderImage image = OrderImageDecoder.decode(KEY, item);

        assertThat(image.problems()).containsExactly("the order cannot be read (IllegalArgumentException)");
    }
}
