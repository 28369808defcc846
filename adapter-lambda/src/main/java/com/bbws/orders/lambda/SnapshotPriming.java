package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
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
 * Sends requests through the function before Lambda freezes the process into a snapshot (SnapStart), so that a restored
 * process finds its classes loaded and compiled. A failure is logged and does not prevent the snapshot: without priming
 * the first request is slow, without a snapshot there is no new version.
 */
final class SnapshotPriming implements Resource {

    private static final TenantId TENANT = new TenantId("snapshot-priming");
    private static final OrderId ORDER = new OrderId("snapshot-priming");
    private static final Actor ACTOR = new Actor("snapshot-priming");

    private static final String BODY =
            "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"1\","
                    + "\"payfastPaymentId\":\"1\",\"paidAt\":\"2026-01-05T13:59:58+02:00\"}}";

    /** With more of them the first event hardly gets faster (docs/performance.md). Each reads once and tries to write once. */
    static final int REQUESTS = 150;

    /** The CRaC context holds what is registered only weakly. */
    private static SnapshotPriming registered;

    private final Runnable requests;
    private final JsonLog log;

    /**
     * Makes the hook.
     *
     * @param requests sends the requests
     * @param log gets one line with the result
     */
    SnapshotPriming(Runnable requests, JsonLog log) {
        this.requests = requests;
        this.log = log;
    }

    /**
     * Has this called before the snapshot, and switches the JVM's DNS cache off. Call it before the process looks up a
     * host: the JVM reads these properties once. A restored process would use the addresses of the time of the snapshot
     * for up to 30 s, because the clock that ages them stood still
     * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">AWS on SnapStart</a>).
     */
    void register() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        registered = this;
        Core.getGlobalContext().register(registered);
    }

    /** Sends the requests. Throws nothing, whatever fails. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            requests.run();
            log.event(LogLevel.INFO, "Primed for the snapshot", Map.of(), Optional.empty());
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            log.event(LogLevel.WARN, "Not primed: the snapshot starts slowly", Map.of(), Optional.of(failure));
        }
    }

    /** Does nothing: priming leaves nothing that expires. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /**
     * Sends the requests: one to the use case alone, whose exception names the cause of a failure, then
     * {@link #REQUESTS} from the event to the answer, with a log that goes nowhere.
     *
     * @param updateOrder the use case, on a repository that cannot write
     * @param settings the function's settings
     * @param clock the clock
     */
    static void sendRequests(UpdateOrder updateOrder, LambdaSettings settings, Clock clock) {
        updateOrder.handle(
                new UpdateOrderCommand(TENANT, ORDER, OrderUpdate.to(OrderStatus.PAID), ACTOR, ExpectedVersion.any()));
        RequestLog discarded = new RequestLog(
                new JsonLog(new PrintStream(OutputStream.nullOutputStream()), clock, settings, RequestMetrics.SERVICE));
        PutOrderEndpoint endpoint = new PutOrderEndpoint(updateOrder, settings, discarded);
        byte[] event = JsonWriter.write(event(settings)).getBytes(UTF_8);
        for (int i = 0; i < REQUESTS; i++) {
            int statusCode = answer(endpoint, event);
            if (statusCode != 200) {
                throw new IllegalStateException("a priming request was answered " + statusCode);
            }
        }
    }

    private static int answer(PutOrderEndpoint endpoint, byte[] event) {
        try {
            PutResponse answer = endpoint.handle(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event), null));
            answer.writeTo(OutputStream.nullOutputStream());
            return answer.statusCode();
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes do not fail to be read or written", impossible);
        }
    }

    /** A REST API's; an HTTP API's differs in where the claims are. */
    private static Map<String, Object> event(LambdaSettings settings) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("custom:tenantId", TENANT.value());
        claims.put("email", ACTOR.name());
        settings.requiredGroup().ifPresent(group -> claims.put("cognito:groups", group));
        settings.requiredScope().ifPresent(scope -> claims.put("scope", scope));
        return Map.of(
                "requestContext",
                Map.of("requestId", "snapshot-priming", "authorizer", Map.of("claims", claims)),
                "pathParameters",
                Map.of("orderId", ORDER.value()),
                "headers",
                Map.of("If-Match", "*"),
                "body",
                BODY);
    }
}
