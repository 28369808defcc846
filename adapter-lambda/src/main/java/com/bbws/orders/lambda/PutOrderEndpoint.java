package com.bbws.orders.lambda;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.application.UpdateOutcome;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code PUT /v1.0/orders/{orderId}} for both types of API: checks the request in the order of docs/contract.md, 1, runs the
 * use case, returns the response and logs the result.
 */
final class PutOrderEndpoint {

    private final UpdateOrder updateOrder;
    private final LambdaSettings settings;
    private final ResponseMapper responses;
    private final RequestLog log;

    PutOrderEndpoint(UpdateOrder updateOrder, LambdaSettings settings, RequestLog log) {
        this.updateOrder = updateOrder;
        this.settings = settings;
        this.responses = new ResponseMapper(settings.corsAllowOrigin());
        this.log = log;
    }

    /**
     * Handles a request.
     *
     * @param request the request
     * @return the response; every failure has one
     */
    PutResponse handle(PutRequest request) {
        RequestLog.Line line = log.start(request);
        try {
            UpdateOutcome outcome = updateOrder.handle(command(request, line));
            // First, so that the log shows the change even if no response can be written.
            line.from(outcome.before().status());
            line.to(outcome.after().status());
            outcome.write().flatMap(written -> outcome.after().lastUpdateId()).ifPresent(line::updateId);
            outcome.write().filter(WriteOutcome.RECOVERED::equals).ifPresent(recovered -> line.recovered());
            PutResponse response = responses.ok(outcome.after(), request.requestId());
            line.done(response.statusCode(), outcome.isWritten() ? "Order updated" : "Order already up to date");
            return response;
        } catch (RequestException rejection) {
            PutResponse response = responses.rejected(rejection, request.requestId());
            line.rejected(response.statusCode(), rejection.code().name(), rejection.getMessage());
            return response;
        } catch (OrderException rejection) {
            PutResponse response = responses.rejected(rejection, request.requestId());
            rejection.current().map(Order::status).ifPresent(line::from);
            lostRace(rejection).ifPresent(race -> line.lostRace());
            lostRace(rejection)
                    .filter(OrderException.Conflict::ownAttemptUnknown)
                    .ifPresent(race -> line.updateId(request.updateId()));
            line.rejected(response.statusCode(), rejection.code().name(), logMessage(rejection));
            return response;
        } catch (StoreException.OutcomeUnknown failure) {
            line.updateId(request.updateId());
            return failed(request, line, failure.getMessage(), failure);
        } catch (StoreException failure) {
            return failed(request, line, failure.getMessage(), failure);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            // Errors too: otherwise API Gateway returns a response without CORS headers and without the body of this
            // API.
            return failed(request, line, "Unexpected failure", failure);
        }
    }

    private UpdateOrderCommand command(PutRequest request, RequestLog.Line line) {
        request.method().filter(method -> !method.equals("PUT")).ifPresent(other -> {
            throw new RequestException(RequestException.Code.METHOD_NOT_ALLOWED, "Method not allowed: use PUT");
        });
        CallerIdentity caller = CallerIdentity.of(request.claims());
        line.tenant(caller.tenantId());
        CallerIdentity.checkMayWrite(request.claims(), settings);
        OrderId orderId = new OrderId(request.orderId().orElse(""));
        line.order(orderId);
        RequestHeaders headers = request.headers();
        headers.checkContentType();
        ExpectedVersion expectedVersion = headers.expectedVersion(settings.requireIfMatch());
        OrderUpdate update = RequestBodyReader.read(
                        request.body().orElse(""), request.isBase64Encoded(), headers.isCompressed())
                .toUpdate();
        return new UpdateOrderCommand(
                new OrderKey(caller.tenantId(), orderId), update, caller.actor(), request.updateId(), expectedVersion);
    }

    private PutResponse failed(PutRequest request, RequestLog.Line line, String message, Throwable failure) {
        PutResponse response = responses.failed(request.requestId());
        line.failed(response.statusCode(), "INTERNAL_ERROR", message, failure);
        return response;
    }

    /** The message of a lost race always starts with the same words: saved log queries search for them. */
    private static String logMessage(OrderException rejection) {
        return lostRace(rejection)
                .map(conflict -> {
                    String what =
                            rejection == conflict ? "Optimistic lock failure" : "Precondition failed at the write";
                    if (conflict.isOngoing()) {
                        return what + "; another write of the order was in progress during every attempt";
                    }
                    return conflict.ownAttemptUnknown()
                            ? what
                                    + "; the write was sent more than once, and the outcome of its earlier attempt is unknown"
                            : what;
                })
                .orElseGet(() -> ResponseMapper.message(rejection));
    }

    /** Returns the race that was lost at the write, with or without {@code If-Match}. */
    private static Optional<OrderException.Conflict> lostRace(OrderException rejection) {
        return Stream.of(rejection, rejection.getCause())
                .filter(OrderException.Conflict.class::isInstance)
                .map(OrderException.Conflict.class::cast)
                .findFirst();
    }
}
