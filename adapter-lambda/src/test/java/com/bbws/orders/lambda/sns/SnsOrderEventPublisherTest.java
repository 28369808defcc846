package com.bbws.orders.lambda.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bbws.orders.application.OrderEventDocument;
import com.bbws.orders.domain.contract.OrderEventPublisherContract;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.port.OrderEventPublisher;
import com.bbws.orders.domain.port.PublicationException;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.lambda.testing.event.OrderEventAssertions;
import com.bbws.orders.lambda.testing.network.SnsServer;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The publisher on an SNS over HTTP, with faults on the wire. */
@MostlyWaits
class SnsOrderEventPublisherTest extends OrderEventPublisherContract {

    private final SnsServer sns = new SnsServer();
    private final FaultInjectionProxy proxy = new FaultInjectionProxy(sns.endpoint());

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    @AfterEach
    void close() {
        proxy.close();
        sns.close();
    }

    private static OrderEventPublisher open(String topicArn, URI endpoint) {
        return SnsOrderEventPublisher.open("THE_VARIABLE", topicArn, Optional.of(endpoint), event -> {
            try {
                return new ObjectMapper().writeValueAsString(OrderEventDocument.of(event));
            } catch (JsonProcessingException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    @Override
    protected OrderEventPublisher publisher() {
        return open(SnsServer.TOPIC, proxy.endpoint());
    }

    @Override
    protected List<UUID> published(int number) {
        sns.messages().forEach(message -> OrderEventAssertions.check(message.text()));
        return sns.messages().stream().map(SnsOrderEventPublisherTest::id).toList();
    }

    private static UUID id(SnsServer.Message message) {
        return UUID.fromString(Json.parse(message.text()).get("messageId").asText());
    }

    private List<OrderEvent> eventsOfDifferentOrders(int number) {
        return IntStream.range(0, number).mapToObj(i -> event("order" + i, 1)).toList();
    }

    @Test
    void sendsTenMessagesInARequest() {
        publisher().publish(eventsOfDifferentOrders(100));

        assertThat(sns.requests()).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    }

    @Test
    void neverSendsTwoEventsOfAnOrderInARequest() {
        publisher()
                .publish(List.of(
                        event("a", 1), event("b", 1), event("a", 2), event("a", 3), event("c", 1), event("b", 2)));

        assertThat(sns.requests()).containsExactly(2, 1, 3);
    }

    @Test
    void setsTheAttributesForFilters() {
        publisher().publish(List.of(event("order", 1)));

        assertThat(sns.messages())
                .singleElement()
                .extracting(SnsServer.Message::attributes)
                .isEqualTo(Map.of("eventType", "ORDER_STATUS_CHANGED", "tenantId", "tenant_9f1c", "toStatus", "paid"));
    }

    @Test
    void omitsTheStatusIfItIsNotKnown() {
        publisher().publish(List.of(minimalEvent()));

        assertThat(sns.messages())
                .singleElement()
                .extracting(SnsServer.Message::attributes)
                .isEqualTo(Map.of("eventType", "ORDER_REMOVED", "tenantId", "tenant_9f1c"));
    }

    @Test
    void reportsTheFirstEventThatIsRejected() {
        List<OrderEvent> events = eventsOfDifferentOrders(25);
        sns.reject(message -> List.of(events.get(13).id(), events.get(16).id()).contains(id(message)));

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher().publish(events))
                .withMessage("SNS rejected PublishBatch on " + SnsServer.TOPIC + " (InternalError): try again later.")
                .satisfies(failure -> assertThat(failure.published()).isEqualTo(13));
        assertThat(sns.requests()).as("no request after the rejection").containsExactly(10, 10);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.none(),
                Fault.delay(),
                Fault.dropRequest(),
                Fault.reset(),
                Fault.dropResponse(),
                Fault.resetResponse(),
                Fault.truncateResponse(),
                Fault.hang(),
                Fault.trickle(),
                Fault.forwardAfterTimeout(),
                Fault.respond(500, SnsServer.error("InternalFailure", "x")),
                Fault.respond(503, SnsServer.error("ServiceUnavailable", "x")),
                Fault.respond(429, SnsServer.error("Throttled", "x")),
                Fault.respond(400, SnsServer.error("Throttling", "x")),
                Fault.respond(502, "<html>Bad gateway</html>"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void publishesAfterAFault(Fault fault) {
        List<OrderEvent> events = eventsOfDifferentOrders(12);
        proxy.on("PublishBatch", 1, fault);

        publisher().publish(events);

        assertThat(new HashSet<>(published(12)))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(OrderEvent::id).toList());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void reportsEachEventThatMayBeLostIfTheFaultPersists(Fault fault) {
        List<OrderEvent> events = eventsOfDifferentOrders(30);
        for (int attempt = 2; attempt <= 5; attempt++) {
            proxy.on("PublishBatch", attempt, fault);
        }
        OrderEventPublisher publisher = publisher();

        int published = 30;
        try {
            publisher.publish(events);
        } catch (PublicationException failure) {
            published = failure.published();
            assertThat(published).isEqualTo(10);
            assertThat(proxy.requests("PublishBatch")).as("attempts").isLessThanOrEqualTo(5);
        }

        assertThat(published(30))
                .containsAll(events.subList(0, published).stream()
                        .map(OrderEvent::id)
                        .toList());
        publisher.publish(events.subList(published, 30));
        assertThat(new HashSet<>(published(30)))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(OrderEvent::id).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | NotFound           | The topic %s does not exist: create it, or correct the variable.",
                "403 | AuthorizationError | The role of the function may not publish to %s: it needs the permission sns:Publish.",
                "400 | KMSAccessDenied    | SNS rejected PublishBatch on %s (400 KMSAccessDenied): check the key of the topic, and the permissions kms:Decrypt and kms:GenerateDataKey.",
                "400 | InvalidParameter   | SNS rejected PublishBatch on %s (400 InvalidParameter).",
                "500 | InternalFailure    | SNS rejected PublishBatch on %s (500 InternalFailure): try again later.",
                "429 | Throttled          | SNS rejected PublishBatch on %s (429 Throttled): try again later."
            })
    void saysWhatToCheck(int status, String code, String message) {
        proxy.onEvery("PublishBatch", Fault.respond(status, SnsServer.error(code, "Marker of SNS")));

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher().publish(eventsOfDifferentOrders(1)))
                .withMessage(message, SnsServer.TOPIC)
                .satisfies(failure -> assertThat(failure.published()).isZero());
    }

    @Test
    void saysThatSnsDoesNotRespond() {
        proxy.onEvery("PublishBatch", Fault.dropRequest());

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher().publish(eventsOfDifferentOrders(1)))
                .withMessage("SNS did not respond to PublishBatch on " + SnsServer.TOPIC
                        + ": check the region, the endpoint and the network.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Log in to the network</html>", "", "{}", "<PublishBatchResponse/>"})
    void doesNotTakeAnotherResponseForAPublication(String body) {
        proxy.onEvery("PublishBatch", Fault.respond(200, body));

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher().publish(eventsOfDifferentOrders(1)))
                .satisfies(failure -> assertThat(failure.published()).isZero());
    }

    @Test
    void reportsAMissingTopic() {
        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> open(SnsServer.TOPIC + "-old", sns.endpoint()).publish(eventsOfDifferentOrders(1)))
                .withMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-events",
                "arn:aws:sqs:af-south-1:123456789012:order-events",
                "arn:aws:sns:af-south-1:12345:order-events",
                "arn:aws:sns:Cape Town:123456789012:order-events",
                "arn:aws:sns:af-south-1:123456789012:order-events.fifo",
                "arn:aws:sns:af-south-1:123456789012:order-events:0a1b2c3d"
            })
    void rejectsATextThatIsNotTheArnOfAStandardTopic(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(text, sns.endpoint()))
                .withMessage(
                        "THE_VARIABLE must be the ARN of a standard SNS topic: arn:aws:sns:<region>:<account>:<name>");
    }
}
