package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.ApiGatewayType.payment;
import static com.bbws.orders.lambda.ApiGatewayType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.response.ClientResponse;
import com.bbws.orders.lambda.testing.response.Json;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A user of one tenant requests an order of another tenant, with events that API Gateway can send and with others. Nothing is
 * changed or shown, and neither the response nor the requests to the database reveal whether the order exists.
 */
@ParameterizedClass
@EnumSource
class TenantIsolationTest {

    private static final TestTable TABLE = TestTable.embedded();

    private static final Map<String, Integer> ONE_READ = Map.of("GetItem", 1);

    private final ApiGatewayType gateway;
    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService victim = new EmbeddedService(EmbeddedService.newTenant(), TABLE);
    private final EmbeddedService attacker = new EmbeddedService(EmbeddedService.newTenant(), TABLE);
    private final PutOrderEndpoint endpoint = attacker.at(proxy.endpoint()).endpoint();

    TenantIsolationTest(ApiGatewayType gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void storeTheOrderOfTheVictim() {
        victim.store(anOrder(victim.tenant, ID, OrderStatus.PENDING)
                .paymentDetails(aPayment("theirs"))
                .build());
    }

    @AfterEach
    void closeTheProxy() {
        victim.remove(ID);
        attacker.remove(ID);
        proxy.close();
    }

    @Test
    void letsTheOwnerPayTheOrder() {
        ClientResponse response = gateway.send(endpoint, payment(gateway.authorizer(claims(victim)), ID.value()));

        assertThat(response.status()).as("a precondition of all these tests").isEqualTo(200);
        assertThat(proxy.requests()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void deniesAClaimThatOnlyLooksLikeTheTenant(UnaryOperator<String> spelling) {
        String claim = spelling.apply(victim.tenant.value());
        String claims = "{\"custom:tenantId\":%s,\"email\":\"mallory@example.com\"}".formatted(text(claim));

        ClientResponse response = sendWithoutEffect(payment(gateway.authorizer(claims), ID.value()));

        // The same name in other letters is a valid but different tenant.
        boolean isLegal = claim.matches("[A-Za-z0-9_-]{1,64}");
        assertThat(response.status()).isEqualTo(isLegal ? 404 : 403);
        assertThat(proxy.requests()).isEqualTo(isLegal ? ONE_READ : Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "\"\"",
                "null",
                "[\"VICTIM\",\"ATTACKER\"]",
                "{\"VICTIM\":\"VICTIM\"}",
                "{\"value\":\"VICTIM\"}",
                "[[\"VICTIM\"]]"
            })
    void deniesAClaimThatIsNotText(String claim) {
        assertForbidden(gateway.authorizer("{\"custom:tenantId\":" + claim + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "7", "[\"VICTIM\"]"})
    void deniesAClaimThatTheRuntimeConvertsToText(String claim) {
        // Lambda converts a list with one text to that text if the event type has a text there. HTTP APIs send texts
        // only.
        String event = payment(ApiGatewayType.REST.authorizer("{\"custom:tenantId\":" + claim + "}"), ID.value());

        assertThat(sendWithoutEffect(ApiGatewayType.REST, ofTheVictim(event)).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom:tenantid",
                "CUSTOM:TENANTID",
                "Custom:TenantId",
                "tenantId",
                "tenant_id",
                "custom:tenantId ",
                " custom:tenantId",
                "custom:tenantId\\u0000",
                "custom:tenant\\u0049\\u0064s",
                "custom%3AtenantId",
                "custom\\uff1atenantId",
                "dev:custom:tenantId",
                "sub",
                "email",
                "cognito:groups",
                "cognito:username"
            })
    void ignoresAllOtherClaims(String name) {
        assertForbidden(gateway.authorizer("{\"" + name + "\":\"VICTIM\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"custom:tenantId\":\"VICTIM\"}",
                "{\"tenantId\":\"VICTIM\"}",
                "{\"principalId\":\"VICTIM\"}",
                "{\"lambda\":{\"custom:tenantId\":\"VICTIM\"}}",
                "{\"lambda\":{\"claims\":{\"custom:tenantId\":\"VICTIM\"}}}",
                "{\"iam\":{\"userId\":\"VICTIM\",\"claims\":{\"custom:tenantId\":\"VICTIM\"}}}",
                "{\"Claims\":{\"custom:tenantId\":\"VICTIM\"}}",
                "{\"jwt\":{\"custom:tenantId\":\"VICTIM\"}}",
                "{\"JWT\":{\"claims\":{\"custom:tenantId\":\"VICTIM\"}}}",
                "{\"jwt\":{\"Claims\":{\"custom:tenantId\":\"VICTIM\"}}}",
                "{\"jwt\":{\"scopes\":[\"VICTIM\"]}}",
                "{\"claims\":\"{\\\"custom:tenantId\\\":\\\"VICTIM\\\"}\"}",
                "{\"claims\":[{\"custom:tenantId\":\"VICTIM\"}]}",
                "{\"claims\":{\"claims\":{\"custom:tenantId\":\"VICTIM\"}}}"
            })
    void ignoresClaimsInTheWrongPlace(String authorizer) {
        assertForbidden(authorizer);
    }

    @Test
    void ignoresClaimsOfTheOtherTypeOfApi() {
        ApiGatewayType other = gateway == ApiGatewayType.REST ? ApiGatewayType.HTTP : ApiGatewayType.REST;

        assertForbidden(other.authorizer(claims(victim)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tenantId\":\"VICTIM\"",
                "\"custom:tenantId\":\"VICTIM\"",
                "\"identity\":{\"custom:tenantId\":\"VICTIM\",\"user\":\"VICTIM\",\"caller\":\"VICTIM\"}",
                "\"authorizer\":{\"claims\":{\"custom:tenantId\":\"VICTIM\"},"
                        + "\"jwt\":{\"claims\":{\"custom:tenantId\":\"VICTIM\"}}}",
                "\"claims\":{\"custom:tenantId\":\"VICTIM\"}",
                "\"headers\":{\"custom:tenantId\":\"VICTIM\",\"X-Tenant-Id\":\"VICTIM\",\"tenantId\":\"VICTIM\","
                        + "\"x-amzn-oidc-data\":\"VICTIM\",\"Authorization\":\"Bearer VICTIM\"}",
                "\"multiValueHeaders\":{\"X-Tenant-Id\":[\"VICTIM\"],\"x-tenant-id\":[\"VICTIM\"]}",
                "\"cookies\":[\"tenantId=VICTIM\"]",
                "\"queryStringParameters\":{\"tenantId\":\"VICTIM\",\"custom:tenantId\":\"VICTIM\"}",
                "\"multiValueQueryStringParameters\":{\"tenantId\":[\"VICTIM\"]}",
                "\"rawQueryString\":\"tenantId=VICTIM\"",
                "\"rawPath\":\"/v1.0/tenants/VICTIM/orders/order_4d2e\"",
                "\"path\":\"/v1.0/tenants/VICTIM/orders/order_4d2e\"",
                "\"stageVariables\":{\"tenantId\":\"VICTIM\",\"custom:tenantId\":\"VICTIM\"}",
                "\"pathParameters\":{\"orderId\":\"order_4d2e\",\"tenantId\":\"VICTIM\",\"proxy\":\"VICTIM/order_4d2e\"}",
                "\"body\":\"{\\\"status\\\":\\\"paid\\\",\\\"tenantId\\\":\\\"VICTIM\\\",\\\"PK\\\":\\\"TENANT#VICTIM\\\","
                        + "\\\"custom:tenantId\\\":\\\"VICTIM\\\"}\""
            })
    void ignoresATenantOutsideTheClaims(String more) {
        String event = payment(
                gateway.authorizer(claims(attacker)), ID.value(), "{\"status\":\"paid\"}", "," + ofTheVictim(more));

        assertNotFound(sendWithoutEffect(event));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"custom:tenantId\":\"VICTIM\",\"custom:tenantId\":\"ATTACKER\"}",
                "{\"custom:tenantId\":\"VICTIM\",\"custom:\\u0074enantId\":\"ATTACKER\"}",
                "{\"custom:tenantId\":\"ATTACKER\",\"Custom:tenantId\":\"VICTIM\"}",
                "{\"custom:tenantId\":\"ATTACKER\",\"custom:tenantId \":\"VICTIM\"}",
                "{\"custom:tenantId\":\"ATTACKER\",\"tenantId\":\"VICTIM\",\"sub\":\"VICTIM\",\"email\":\"VICTIM\"}"
            })
    void usesTheLastOfTwoClaims(String claims) {
        assertNotFound(sendWithoutEffect(payment(gateway.authorizer(ofTheVictim(claims)), ID.value())));
    }

    @Test
    void ignoresClaimsOfAnotherTenantBesideTheOwnClaims() {
        String twice = "{\"claims\":VICTIMS,\"jwt\":{\"claims\":VICTIMS},OWN"
                .replace("VICTIMS", claims(victim))
                .replace("OWN", gateway.authorizer(claims(attacker)).substring(1));

        assertNotFound(sendWithoutEffect(payment(twice, ID.value())));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void reachesNoOtherPartitionWithAnyOrderId(UnaryOperator<String> spelling) {
        for (String reach : List.of(
                ID.value(),
                victim.tenant.value(),
                victim.tenant.value() + "#ORDER#" + ID.value(),
                "../" + ID.value())) {
            Map<String, Integer> asked = proxy.requests();
            String id = spelling.apply(reach);

            ClientResponse response = sendWithoutEffect(payment(gateway.authorizer(claims(attacker)), id));

            boolean isLegal = id.matches("[A-Za-z0-9_-]{1,128}");
            assertThat(response.status()).isEqualTo(isLegal ? 404 : 400);
            assertThat(proxy.requests()).isEqualTo(isLegal ? plusOneRead(asked) : asked);
        }
    }

    @Test
    void returnsTheSame404ForEveryReason() {
        victim.remove(ID);
        List<ClientResponse> absent = everyKindOfRequest();
        int reads = proxy.requests("GetItem");

        reasonsNotToBeFound().forEach((reason, store) -> {
            Map<String, Integer> asked = proxy.requests();
            store.run();

            assertThat(everyKindOfRequest()).as(reason).isEqualTo(absent);
            assertThat(proxy.requests()).as(reason).isEqualTo(Map.of("GetItem", asked.get("GetItem") + reads));
            victim.remove(ID);
            attacker.remove(ID);
        });
    }

    @Test
    void usesTheTenantOfThePartitionAndNotOfTheItem() {
        Map<String, AttributeValue> item = new HashMap<>(
                OrderItems.of(anOrder(attacker.tenant, ID, OrderStatus.PENDING).build()));
        item.put("tenantId", fromS(victim.tenant.value()));
        item.put("id", fromS("order_other"));
        item.put("GSI1_PK", fromS("TENANT#" + victim.tenant.value()));
        item.put("GSI2_PK", fromS("ORDER#order_other"));
        attacker.store(item);
        Map<String, AttributeValue> theirs = victim.stored(ID);

        ClientResponse response = gateway.send(endpoint, payment(gateway.authorizer(claims(attacker)), ID.value()));

        assertThat(Json.parse(response.body()).at("/data/tenantId").asText()).isEqualTo(attacker.tenant.value());
        assertThat(Json.parse(response.body()).at("/data/id").asText()).isEqualTo(ID.value());
        assertThat(response.body()).doesNotContain(victim.tenant.value());
        assertThat(attacker.stored(ID).get("status").s()).isEqualTo("paid");
        assertThat(victim.stored(ID)).isEqualTo(theirs);
    }

    static Stream<Named<UnaryOperator<String>>> spellings() {
        return Stream.of(
                spelling("the key", id -> "TENANT#" + id),
                spelling("the other key", id -> "ORDER#" + id),
                spelling("a longer key", id -> "x#TENANT#" + id),
                spelling("a separator", id -> id + "#"),
                spelling("upper case", id -> id.toUpperCase(Locale.ROOT)),
                spelling("a space before", id -> " " + id),
                spelling("a space after", id -> id + " "),
                spelling("a tab", id -> id + "\t"),
                spelling("a line feed", id -> id + "\n"),
                spelling("a no-break space", id -> id + "\u00a0"),
                spelling("NUL before", id -> "\0" + id),
                spelling("NUL after", id -> id + "\0"),
                spelling("NUL and something else", id -> id + "\0x"),
                spelling("a zero width space", id -> id + "\u200b"),
                spelling("a byte order mark", id -> "\ufeff" + id),
                spelling("a right-to-left override", id -> "\u202e" + id),
                spelling("half a surrogate pair", id -> id + "\ud835"),
                spelling("full width", TenantIsolationTest::inFullWidth),
                spelling("mathematical letters", id -> id.replace("e", "\ud835\udc52")),
                spelling("Cyrillic letters", id -> id.replace('e', '\u0435')),
                spelling("an accent", id -> id.replace("e", "\u00e9")),
                spelling("a combining accent", id -> id.replace("e", "e\u0301")),
                spelling("a full width separator", id -> id.replace('_', '\uff3f')),
                spelling("percent encoding", id -> "%" + Integer.toHexString(id.charAt(0)) + id.substring(1)),
                spelling("percent encoded NUL", id -> id + "%00"),
                spelling("a Java escape", id -> "\\u%04x".formatted((int) id.charAt(0)) + id.substring(1)),
                spelling("quotes", id -> '"' + id + '"'),
                spelling("brackets", id -> "[" + id + "]"),
                spelling("a list", id -> id + "," + id),
                spelling("a wildcard", id -> id.substring(0, id.length() - 1) + "*"),
                spelling("a condition", id -> id + "' OR '1'='1"),
                spelling("a path", id -> "./" + id),
                spelling("too long", id -> id + "x".repeat(128)));
    }

    private static Named<UnaryOperator<String>> spelling(String name, UnaryOperator<String> spelling) {
        return named(name, spelling);
    }

    private static String inFullWidth(String id) {
        return id.chars()
                .map(c -> c + '\uff01' - '!')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Map<String, Runnable> reasonsNotToBeFound() {
        return Map.of(
                "another tenant's", () -> storeFor(victim, OrderStatus.PENDING, true),
                "another tenant's, final", () -> storeFor(victim, OrderStatus.COMPLETED, true),
                "another tenant's, deleted", () -> storeFor(victim, OrderStatus.PENDING, false),
                "another tenant's, unreadable", () -> TABLE.putUnreadable(victim.key(ID), true),
                "deleted", () -> storeFor(attacker, OrderStatus.PENDING, false),
                "deleted, final", () -> storeFor(attacker, OrderStatus.COMPLETED, false),
                "deleted, unreadable", () -> TABLE.putUnreadable(attacker.key(ID), false));
    }

    private void storeFor(EmbeddedService service, OrderStatus status, boolean active) {
        service.store(anOrder(service.tenant, ID, status).active(active).build());
    }

    /** Sends requests that could reveal an order: by a rule, by its version, and by a check before the read. */
    private List<ClientResponse> everyKindOfRequest() {
        return Stream.of(
                        request("{\"status\":\"paid\"}", "*"),
                        request("{\"status\":\"paid\"}", "\"2025-12-30T10:00:00Z\""),
                        request("{\"status\":\"paid\"}", "\"stale\""),
                        request("{\"status\":\"paid\"}", "malformed"),
                        request("{\"status\":\"pending\"}", "\"stale\""),
                        request("{\"status\":\"completed\"}", "*"),
                        request("{\"paymentDetails\":{\"transactionId\":\"t\"}}", "*"),
                        request("{\"status\":\"none\"}", "*"),
                        request("{}", "*"))
                .map(this::sendWithoutEffect)
                .toList();
    }

    private String request(String body, String version) {
        return payment(
                gateway.authorizer(claims(attacker)),
                ID.value(),
                body,
                ",\"headers\":{\"If-Match\":" + text(version) + "}");
    }

    private ClientResponse sendWithoutEffect(String event) {
        return sendWithoutEffect(gateway, event);
    }

    private ClientResponse sendWithoutEffect(ApiGatewayType handler, String event) {
        Set<Map<String, AttributeValue>> before = allItems();

        ClientResponse response = handler.send(endpoint, event);

        assertThat(allItems()).isEqualTo(before);
        assertThat(response.body()).doesNotContain("theirs", "ORD-2025-00042", "thandi", "2025-12-30", "currentStatus");
        assertThat(response.headers()).doesNotContainKey("ETag");
        return response;
    }

    private void assertForbidden(String authorizer) {
        String event = payment(ofTheVictim(authorizer), ID.value());
        Optional<ClientResponse> response;
        try {
            response = Optional.of(sendWithoutEffect(event));
        } catch (UncheckedIOException unreadable) {
            response = Optional.empty(); // Lambda cannot read the event and does not call the handler
        }
        assertThat(response.map(ClientResponse::status).orElse(403)).isEqualTo(403);
        assertThat(proxy.requests()).isEmpty();
    }

    private void assertNotFound(ClientResponse response) {
        assertThat(response.status()).isEqualTo(404);
        assertThat(proxy.requests()).isEqualTo(ONE_READ);
    }

    private static Map<String, Integer> plusOneRead(Map<String, Integer> asked) {
        return Map.of("GetItem", asked.getOrDefault("GetItem", 0) + 1);
    }

    private static Set<Map<String, AttributeValue>> allItems() {
        return Set.copyOf(EmbeddedDynamoDb.shared().itemsOf(TABLE.settings().tableName()));
    }

    private static String claims(EmbeddedService service) {
        return "{\"custom:tenantId\":" + text(service.tenant.value()) + "}";
    }

    private String ofTheVictim(String json) {
        return json.replace("VICTIM", victim.tenant.value()).replace("ATTACKER", attacker.tenant.value());
    }
}
