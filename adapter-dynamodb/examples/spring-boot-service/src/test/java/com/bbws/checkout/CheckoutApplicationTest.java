package com.bbws.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class CheckoutApplicationTest {

    private static final String TABLE = "orders-test";
    private static final String TOKEN = "2025-12-30T10:00:00Z";
    private static final DynamoDbStandIn DATABASE = standIn();

    private final TestRestTemplate http;
    private final OrderRepository orders;
    private final DynamoDbClient dynamoDb;

    CheckoutApplicationTest(
            @Autowired TestRestTemplate http, @Autowired OrderRepository orders, @Autowired DynamoDbClient dynamoDb) {
        this.http = http;
        this.orders = orders;
        this.dynamoDb = dynamoDb;
    }

    private static DynamoDbStandIn standIn() {
        try {
            return new DynamoDbStandIn();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry properties) {
        properties.add("orders.table", () -> TABLE);
        System.setProperty("aws.region", "af-south-1");
        System.setProperty("aws.endpointUrlDynamoDb", DATABASE.endpoint().toString());
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void setsAnOrderToPaidOnce() {
        DATABASE.put(TABLE, "tenant_1", "order_1", "pending", TOKEN);

        ResponseEntity<String> first = pay("order_1", "txn-1", "299.00");
        ResponseEntity<String> second = pay("order_1", "txn-1", "299.00");

        assertThat(first.getStatusCode().value()).isEqualTo(200);
        assertThat(first.getBody())
                .contains("\"result\":\"PAID\"", "\"status\":\"paid\"", "\"transactionId\":\"txn-1\"");
        assertThat(second.getStatusCode().value()).isEqualTo(200);
        assertThat(second.getBody()).isEqualTo(first.getBody().replace("PAID", "REPEATED"));
    }

    @Test
    void leavesTheDecisionAboutASecondPayment() {
        DATABASE.put(TABLE, "tenant_1", "order_7", "pending", TOKEN);
        ResponseEntity<String> first = pay("order_7", "txn-1", "299.00");

        ResponseEntity<String> second = pay("order_7", "txn-2", "299.00");

        assertThat(second.getStatusCode().value()).isEqualTo(200);
        assertThat(second.getBody()).isEqualTo(first.getBody().replace("PAID", "TO_CHECK"));
        assertThat(find("order_7")
                        .flatMap(Order::paymentDetails)
                        .flatMap(details -> details.get(PaymentField.TRANSACTION_ID)))
                .contains("txn-1");
    }

    @Test
    void leavesAnOrderWhosePaymentIsTooSmall() {
        DATABASE.put(TABLE, "tenant_1", "order_8", "pending", TOKEN);

        ResponseEntity<String> response = pay("order_8", "txn-1", "298.99");

        assertThat(response.getStatusCode().value()).isEqualTo(200);
        assertThat(response.getBody()).contains("\"result\":\"TO_CHECK\"");
        assertThat(find("order_8").map(Order::status)).contains(OrderStatus.PENDING);
    }

    @Test
    void paysBackThePaymentOfACancelledOrder() {
        DATABASE.put(TABLE, "tenant_1", "order_2", "cancelled", TOKEN);

        ResponseEntity<String> response = pay("order_2", "txn-1", "299.00");

        assertThat(response.getStatusCode().value()).isEqualTo(200);
        assertThat(response.getBody()).contains("\"result\":\"REFUND_DUE\"", "\"status\":\"cancelled\"");
        assertThat(find("order_2").map(Order::status)).contains(OrderStatus.CANCELLED);
    }

    @Test
    void leavesThePaymentOfAnUnknownOrSoftDeletedOrder() {
        DATABASE.put(TABLE, "tenant_1", "order_9", "pending", TOKEN)
                .putObject("active")
                .put("BOOL", false);

        assertThat(pay("order_9", "txn-1", "299.00").getBody()).isEqualTo("{\"result\":\"TO_CHECK\",\"order\":{}}");
        assertThat(pay("order_3", "txn-1", "299.00").getBody()).isEqualTo("{\"result\":\"TO_CHECK\",\"order\":{}}");
    }

    @Test
    void letsTheProviderRepeatIfAnotherServiceWroteTheOrder() {
        ObjectNode item = DATABASE.put(TABLE, "tenant_1", "order_10", "pending", TOKEN);
        DATABASE.beforeTheNextUpdate(() -> item.putObject("dateLastUpdated").put("S", "2025-12-30T10:00:01Z"));

        ResponseEntity<String> overtaken = pay("order_10", "txn-1", "299.00");

        assertThat(overtaken.getStatusCode().value()).isEqualTo(412);
        assertThat(overtaken.getBody())
                .contains("\"code\":\"PRECONDITION_FAILED\"", "\"currentVersion\":\"2025-12-30T10:00:01Z\"");
        assertThat(pay("order_10", "txn-1", "299.00").getBody()).contains("\"result\":\"PAID\"");
    }

    @Test
    void rejectsAnInvalidOrderId() {
        assertThat(pay("order 4", "txn-1", "299.00").getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void opensSeveralTablesOverOneClient() {
        OrderKey key = new OrderKey(new TenantId("tenant_1"), new OrderId("order_5"));
        DATABASE.put("orders-archive", "tenant_1", "order_5", "completed", TOKEN);

        try (DynamoDbOrders archive = DynamoDbOrders.open(dynamoDb, "orders-archive")) {
            assertThat(archive.repository().find(key)).isPresent();
        }
        assertThat(orders.find(key)).isEmpty(); // the client is still open
    }

    @Test
    void publishesAndReadsTheDocumentOfAnOrder() throws IOException {
        Order order = Order.builder(new OrderKey(new TenantId("tenant_1"), new OrderId("order_6")), OrderStatus.PAID)
                .paymentDetails(PaymentDetails.of(Map.of(PaymentField.METHOD, "payfast")))
                .build();

        ObjectMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // no amount becomes a floating-point number
                .build();
        String text = json.writeValueAsString(OrderDocument.of(order));
        Order read = OrderDocument.read(json.readValue(text, new TypeReference<Map<String, Object>>() {}));

        assertThat(OrderDocument.of(read)).isEqualTo(OrderDocument.of(order));
        assertThatExceptionOfType(JsonMappingException.class).isThrownBy(() -> json.writeValueAsString(order));
    }

    private Optional<Order> find(String order) {
        return orders.find(new OrderKey(new TenantId("tenant_1"), new OrderId(order)));
    }

    private ResponseEntity<String> pay(String order, String transactionId, String amount) {
        return http.postForEntity(
                "/payments",
                new PaymentController.Notification("tenant_1", order, transactionId, new BigDecimal(amount), "ZAR"),
                String.class);
    }
}
