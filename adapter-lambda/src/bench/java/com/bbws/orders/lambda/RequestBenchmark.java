package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The parts of a request without the database. */
@State(Scope.Thread)
public class RequestBenchmark {

    private static final Actor ACTOR = new Actor("alice");

    private final Order pending = anOrder(TENANT, ID, OrderStatus.PENDING).build();
    private final Order completed = anOrder(TENANT, ID, OrderStatus.COMPLETED).build();
    private final OrderUpdate paid = OrderUpdate.to(OrderStatus.PAID);
    private final ResponseMapper responses = new ResponseMapper("*");
    private final LambdaSettings settings = LambdaSettings.of(Map.of(), "orders-bench");
    private final RequestLog log = new RequestLog(new JsonLog(
            new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC(), settings, RequestMetrics.SERVICE));
    private byte[] event;
    private PutRequest request;

    /** Reads the sample event. */
    @Setup
    public void read() throws IOException {
        event = Files.readAllBytes(Path.of("src/test/resources/events/put-order-rest.json"));
        request = ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event), null);
    }

    /** Decides on a change. */
    @Benchmark
    public Optional<OrderChange> decision() {
        return pending.update(paid, ACTOR, UPDATE_ID, NOON);
    }

    /** Rejects an update. */
    @Benchmark
    public OrderException rejection() {
        try {
            throw new IllegalStateException("unexpected change: " + completed.update(paid, ACTOR, UPDATE_ID, NOON));
        } catch (OrderException rejection) {
            return rejection;
        }
    }

    /** Reads the event. */
    @Benchmark
    public Object event() throws IOException {
        return ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event), null);
    }

    /** Reads the body in it. */
    @Benchmark
    public Object body() {
        return RequestBodyReader.read(request.body().orElseThrow(), false, false);
    }

    /** Writes the response. */
    @Benchmark
    public Object response() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        responses.ok(pending, request.requestId()).writeTo(out);
        return out;
    }

    /** Writes the log line. */
    @Benchmark
    public Object logLine() {
        RequestLog.Line line = log.start(request);
        line.tenant(TENANT);
        line.order(ID);
        line.from(OrderStatus.PENDING);
        line.to(OrderStatus.PAID);
        line.done(200, "Order updated");
        return line;
    }
}
