package com.bbws.orders.lambda.sns;

import static java.util.stream.Collectors.toSet;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.port.OrderEventPublisher;
import com.bbws.orders.domain.port.PublicationException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/**
 * Publishes events to a standard SNS topic, at most ten in a request, with {@code eventType}, {@code tenantId} and {@code
 * toStatus} as message attributes for the filters of subscriptions. The message attributes have the type {@code String}.
 *
 * <p>A request never contains two events of one order. So an event is sent only after SNS has accepted each earlier event of
 * its order, also if SNS rejects a part of a request.
 */
public final class SnsOrderEventPublisher implements OrderEventPublisher {

    /** The maximum number of messages in a request. */
    private static final int MAX_ENTRIES = 10;

    // The same limits as for DynamoDB: see DynamoDbOrders.
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(8_500);
    private static final int MAX_ATTEMPTS = 4;
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(400));

    private static final int SERVER_ERROR = 500;

    private final SnsClient client;
    private final String topicArn;
    private final Function<OrderEvent, String> format;

    private SnsOrderEventPublisher(SnsClient client, String topicArn, Function<OrderEvent, String> format) {
        this.client = client;
        this.topicArn = topicArn;
        this.format = format;
    }

    /**
     * Opens a topic. This sends no request, so it does not fail if the topic or the credentials do not exist.
     *
     * <p>Returns the type of the port, so that the JVM does not load this class to verify the caller.
     *
     * @param variable the variable that names the topic, for the message
     * @param topicArn the ARN of the topic
     * @param endpoint an endpoint other than that of the topic's region; empty for that one
     * @param format returns the text of a message
     * @throws IllegalArgumentException if the text is not the ARN of a standard topic; the message names the variable
     */
    public static OrderEventPublisher open(
            String variable, String topicArn, Optional<URI> endpoint, Function<OrderEvent, String> format) {
        if (!topicArn.matches("arn:aws[a-z-]*:sns:[a-z]{2,8}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:[A-Za-z0-9_-]{1,256}")) {
            throw new IllegalArgumentException(
                    variable + " must be the ARN of a standard SNS topic: arn:aws:sns:<region>:<account>:<name>");
        }
        SnsClientBuilder client = SnsClient.builder()
                .region(Region.of(topicArn.split(":")[3]))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .socketTimeout(ATTEMPT_TIMEOUT)
                        .build())
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT)
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(retries()));
        endpoint.ifPresent(client::endpointOverride);
        return new SnsOrderEventPublisher(client.build(), topicArn, format);
    }

    private static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                // A truncated response. The SDK does not retry it by default.
                .retryOnException(SnsOrderEventPublisher::isUnreadableResponse)
                // As for DynamoDB.
                .circuitBreakerEnabled(false)
                .build();
    }

    private static boolean isUnreadableResponse(Throwable failure) {
        return failure instanceof SdkClientException
                && String.valueOf(failure.getMessage()).startsWith("Unable to unmarshall response");
    }

    @Override
    public void publish(List<OrderEvent> events) {
        int published = 0;
        while (published < events.size()) {
            List<OrderEvent> request = nextRequest(events.subList(published, events.size()));
            send(request, published);
            published += request.size();
        }
    }

    /** Returns the longest beginning of the events that may be one request. */
    private static List<OrderEvent> nextRequest(List<OrderEvent> events) {
        Set<OrderKey> orders = new HashSet<>();
        int size = 0;
        while (size < Math.min(MAX_ENTRIES, events.size())
                && orders.add(events.get(size).order())) {
            size++;
        }
        return events.subList(0, size);
    }

    private void send(List<OrderEvent> events, int published) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (OrderEvent event : events) {
            entries.add(entry(Integer.toString(entries.size()), event));
        }
        PublishBatchResponse response;
        try {
            response = client.publishBatch(batch -> batch.topicArn(topicArn).publishBatchRequestEntries(entries));
        } catch (SdkException failure) {
            throw new PublicationException(published, message(failure), failure);
        }
        // A response that does not name an event, such as one that is not from SNS, does not prove that it is
        // published.
        Set<String> accepted =
                response.successful().stream().map(PublishBatchResultEntry::id).collect(toSet());
        for (int i = 0; i < events.size(); i++) {
            if (!accepted.contains(Integer.toString(i))) {
                throw new PublicationException(published + i, rejection(response, Integer.toString(i)), null);
            }
        }
    }

    private PublishBatchRequestEntry entry(String id, OrderEvent event) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put("eventType", attribute(event.type().name()));
        attributes.put("tenantId", attribute(event.order().tenantId().value()));
        event.toStatus().map(OrderStatus::wireName).ifPresent(status -> attributes.put("toStatus", attribute(status)));
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message(format.apply(event))
                .messageAttributes(attributes)
                .build();
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private String rejection(PublishBatchResponse response, String id) {
        return response.failed().stream()
                .filter(entry -> id.equals(entry.id()))
                .map(BatchResultErrorEntry::code)
                .findFirst()
                .map(code -> rejected(code, ": try again later."))
                .orElseGet(this::otherServer);
    }

    private String message(SdkException failure) {
        if (!(failure instanceof AwsServiceException error)) {
            return "SNS did not respond to PublishBatch on " + topicArn
                    + ": check the region, the endpoint and the network.";
        }
        Optional<String> code = Optional.ofNullable(error.awsErrorDetails()).map(AwsErrorDetails::errorCode);
        return code.map(known -> message(error, known)).orElseGet(this::otherServer);
    }

    private String message(AwsServiceException error, String code) {
        if (code.startsWith("NotFound")) {
            return "The topic " + topicArn + " does not exist: create it, or correct the variable.";
        }
        if (code.startsWith("AuthorizationError")) {
            return "The role of the function may not publish to " + topicArn + ": it needs the permission sns:Publish.";
        }
        String reason = error.statusCode() + " " + code;
        if (code.startsWith("KMS")) {
            return rejected(
                    reason, ": check the key of the topic, and the permissions kms:Decrypt and kms:GenerateDataKey.");
        }
        boolean isTransient = error.isThrottlingException() || error.statusCode() >= SERVER_ERROR;
        return rejected(reason, isTransient ? ": try again later." : ".");
    }

    private String rejected(String reason, String advice) {
        return "SNS rejected PublishBatch on " + topicArn + " (" + reason + ")" + advice;
    }

    private String otherServer() {
        return "A server that is not SNS responded to PublishBatch on " + topicArn
                + ": check the endpoint, the proxy and the network.";
    }
}
