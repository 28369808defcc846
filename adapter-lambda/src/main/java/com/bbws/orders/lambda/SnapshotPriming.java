package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.Security;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Sends requests through the function before Lambda takes a snapshot of the process (SnapStart). So the classes are loaded
 * and compiled in a restored process. A failure is logged and does not prevent the snapshot: without priming the first
 * request is slow, but without a snapshot the new version cannot be published.
 */
final class SnapshotPriming implements Resource {

    private static final OrderKey ORDER =
            new OrderKey(new TenantId("snapshot-priming"), new OrderId("snapshot-priming"));
    private static final Actor ACTOR = new Actor("snapshot-priming");

    private static final String BODY =
            "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"1\","
                    + "\"payfastPaymentId\":\"1\",\"paidAt\":\"2026-01-05T13:59:58+02:00\"}}";

    /** More requests save little time (docs/performance.md). Each reads once and tries to write once. */
    static final int REQUESTS = 150;

    /** A strong reference: the CRaC context has only a weak one. */
    private static SnapshotPriming registered;

    private final Runnable requests;
    private final JsonLog log;

    /**
     * Creates the hook.
     *
     * @param requests sends the requests
     * @param log receives one line with the result
     */
    SnapshotPriming(Runnable requests, JsonLog log) {
        this.requests = requests;
        this.log = log;
    }

    /**
     * Registers the hook and switches the DNS cache of the JVM off. Call this before the process resolves a host name: the JVM
     * reads these properties once. Otherwise a restored process uses the addresses from the snapshot for up to 30 s
     * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">AWS on SnapStart</a>).
     */
    void register() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        registered = this;
        Core.getGlobalContext().register(registered);
    }

    /** Sends the requests. A failure is logged and not thrown. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            requests.run();
            log.event(LogLevel.INFO, "Primed for the snapshot", Map.of(), Optional.empty());
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            log.event(
                    LogLevel.WARN,
                    "Priming failed: the first request after a restore is slow",
                    Map.of(),
                    Optional.of(failure));
        }
    }

    /** Does nothing: priming leaves no state that expires. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /**
     * Sends the requests: one directly to the use case, so that a failure is thrown with its cause, then {@link #REQUESTS}
     * from the event to the response. The log lines of these are discarded.
     *
     * @param updateOrder the use case, on a repository that cannot write
     * @param settings the settings of the function
     * @param clock the clock
     */
    static void sendRequests(UpdateOrder updateOrder, LambdaSettings settings, Clock clock) {
        updateOrder.handle(
                new UpdateOrderCommand(ORDER, OrderUpdate.to(OrderStatus.PAID), ACTOR, ExpectedVersion.any()));
        RequestLog discarded = new RequestLog(
                new JsonLog(new PrintStream(OutputStream.nullOutputStream()), clock, settings, RequestMetrics.SERVICE));
        PutOrderEndpoint endpoint = new PutOrderEndpoint(updateOrder, settings, discarded);
        byte[] event = JsonWriter.write(event(settings)).getBytes(UTF_8);
        for (int i = 0; i < REQUESTS; i++) {
            int statusCode = send(endpoint, event);
            if (statusCode != 200) {
                throw new IllegalStateException("The response to a priming request is " + statusCode);
            }
        }
    }

    private static int send(PutOrderEndpoint endpoint, byte[] event) {
        try {
            PutResponse response = endpoint.handle(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event), null));
            response.writeTo(OutputStream.nullOutputStream());
            return response.statusCode();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading and writing in memory cannot fail", impossible);
        }
    }

    /** Returns an event of a REST API; that of an HTTP API has the claims in another place. */
    private static Map<String, Object> event(LambdaSettings settings) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("custom:tenantId", ORDER.tenantId().value());
        claims.put("email", ACTOR.name());
        settings.requiredGroup().ifPresent(group -> claims.put("cognito:groups", group));
        settings.requiredScope().ifPresent(scope -> claims.put("scope", scope));
        return Map.of(
                "httpMethod",
                "PUT",
                "requestContext",
                Map.of("requestId", "snapshot-priming", "authorizer", Map.of("claims", claims)),
                "pathParameters",
                Map.of("orderId", ORDER.id().value()),
                "headers",
                Map.of("Content-Type", "application/json", "If-Match", "*"),
                "body",
                BODY);
    }
}
