package com.bbws.orders.lambda.sns;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.application.OrderEventDocument;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.dynamodb.testing.LocalStack;
import com.bbws.orders.lambda.testing.event.OrderEventAssertions;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** The way of an event to a consumer on LocalStack: topic, filter, queue. Skipped without Docker: see {@link LocalStack}. */
class SnsOrderEventPublisherLocalStackIT {

    private static LocalStackContainer container;

    @BeforeAll
    static void start() {
        container = LocalStack.container("sns", "sqs");
        container.start();
        System.setProperty("aws.accessKeyId", container.getAccessKey());
        System.setProperty("aws.secretAccessKey", container.getSecretKey());
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void deliversTheEventsThatAConsumerWants() throws Exception {
        List<OrderEvent> events = IntStream.range(0, 24)
                .mapToObj(i -> event(i, i % 2 == 0 ? OrderStatus.PAID : OrderStatus.CANCELLED))
                .toList();

        assertThat(delivered(container.getEndpoint(), container.getRegion(), events))
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .filter(event -> event.toStatus().equals(Optional.of(OrderStatus.PAID)))
                        .map(event -> event.id().toString())
                        .toList());
    }

    private static OrderEvent event(int number, OrderStatus status) {
        return new OrderEvent(
                OrderEvent.Type.ORDER_STATUS_CHANGED,
                NOON,
                new OrderKey(TENANT, new OrderId("order_" + number)),
                Optional.empty(),
                Optional.of(OrderStatus.PENDING),
                Optional.of(status),
                false,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                new SequenceNumber("1"));
    }

    /** Publishes events to a new topic, and returns the ids that arrive in a queue for paid orders. */
    private static List<String> delivered(URI endpoint, String region, List<OrderEvent> events) throws Exception {
        try (SnsClient sns = SnsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            String topic =
                    sns.createTopic(create -> create.name("order-events-test")).topicArn();
            String queue = sqs(endpoint, "CreateQueue", Map.of("QueueName", "orders"))
                    .get("QueueUrl")
                    .asText();
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs:" + region + ":000000000000:orders")
                    .attributes(Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"toStatus\":[\"paid\"]}")));
            SnsOrderEventPublisher.open(
                            "THE_VARIABLE", topic, Optional.of(endpoint), event -> json(OrderEventDocument.of(event)))
                    .publish(events);
            List<String> ids = new ArrayList<>();
            JsonNode messages = receive(endpoint, queue);
            while (!messages.isEmpty()) {
                messages.forEach(message ->
                        ids.add(OrderEventAssertions.check(message.get("Body").asText())
                                .get("messageId")
                                .asText()));
                messages = receive(endpoint, queue);
            }
            return ids;
        }
    }

    /** Waits up to five seconds for messages, which then are invisible to the next call. */
    private static JsonNode receive(URI endpoint, String queue) throws Exception {
        return sqs(
                        endpoint,
                        "ReceiveMessage",
                        Map.of("QueueUrl", queue, "MaxNumberOfMessages", 10, "WaitTimeSeconds", 5))
                .path("Messages");
    }

    private static JsonNode sqs(URI endpoint, String action, Map<String, ?> parameters) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260105/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(json(parameters)))
                .build();
        return Json.parse(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    private static String json(Map<String, ?> document) {
        try {
            return new ObjectMapper().writeValueAsString(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
