package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.IfMatch;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Rehearses a request before Lambda freezes the process into a snapshot (SnapStart), so that those who wake up from it find
 * everything loaded. Whatever goes wrong is logged, and the snapshot is taken all the same: an unprimed function is slow
 * once, one that cannot be published serves nobody.
 */
final class SnapshotPriming implements Resource {

    private static final TenantId TENANT = new TenantId("snapshot-rehearsal");
    private static final OrderId ORDER = new OrderId("snapshot-rehearsal");
    private static final Actor ACTOR = new Actor("snapshot-rehearsal");

    private static final String BODY =
            "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"1\","
                    + "\"payfastPaymentId\":\"1\",\"paidAt\":\"2026-01-05T13:59:58+02:00\"}}";

    /** From here on the first event hardly got faster (docs/performance.md). Each reads, and tries to write, once. */
    static final int REHEARSALS = 150;

    /** The CRaC context holds what is registered only weakly. */
    private static SnapshotPriming registered;

    private final Runnable rehearsal;
    private final JsonLog log;

    /**
     * Makes the hook.
     *
     * @param rehearsal what to do before the snapshot
     * @param log where to say what became of it
     */
    SnapshotPriming(Runnable rehearsal, JsonLog log) {
        this.rehearsal = rehearsal;
        this.log = log;
    }

    /** Has this called before the snapshot. */
    void register() {
        registered = this;
        Core.getGlobalContext().register(registered);
    }

    /** Rehearses; whatever fails, no exception. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearsal.run();
            log.event(LogLevel.INFO, "Primed for the snapshot", Map.of(), Optional.empty());
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            log.event(LogLevel.WARN, "Not primed: the snapshot starts slowly", Map.of(), Optional.of(failure));
        }
    }

    /** Does nothing: the rehearsal left nothing behind that time could have spoilt. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /**
     * Goes the way of a request: the use case first, whose failures have a name, then all of it from the event to the
     * answer, unheard, until the JVM has compiled the most of it.
     *
     * @param updateOrder the use case, on a repository that cannot be written to
     * @param settings the function's
     * @param clock tells the time
     */
    static void rehearse(UpdateOrder updateOrder, LambdaSettings settings, Clock clock) {
        updateOrder.handle(
                new UpdateOrderCommand(TENANT, ORDER, OrderUpdate.to(OrderStatus.PAID), ACTOR, IfMatch.any()));
        RequestLog unheard = new RequestLog(
                new JsonLog(new PrintStream(OutputStream.nullOutputStream()), clock, settings, RequestMetrics.SERVICE));
        PutOrderEndpoint endpoint = new PutOrderEndpoint(updateOrder, settings, unheard);
        byte[] event = JsonDocument.write(event(settings)).getBytes(UTF_8);
        for (int i = 0; i < REHEARSALS; i++) {
            int statusCode = answer(endpoint, event);
            if (statusCode != 200) {
                throw new IllegalStateException("a rehearsed request was answered " + statusCode);
            }
        }
    }

    private static int answer(PutOrderEndpoint endpoint, byte[] event) {
        try {
            PutResponse answer = endpoint.handle(GatewayEvent.ofRestApi(new ByteArrayInputStream(event), null));
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
                Map.of("requestId", "snapshot-rehearsal", "authorizer", Map.of("claims", claims)),
                "pathParameters",
                Map.of("orderId", ORDER.value()),
                "headers",
                Map.of("If-Match", "*"),
                "body",
                BODY);
    }
}
