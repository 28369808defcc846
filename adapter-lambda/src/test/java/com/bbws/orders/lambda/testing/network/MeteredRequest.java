package com.bbws.orders.lambda.testing.network;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request to DynamoDB and the capacity that it consumed.
 *
 * @param operation the operation, such as {@code UpdateItem}
 * @param request the body of the request
 * @param statusCode the status code of the response
 * @param consumed the {@code ConsumedCapacity} in the response; missing if DynamoDB rejected the request
 */
public record MeteredRequest(String operation, JsonNode request, int statusCode, JsonNode consumed) {

    /** Returns the capacity units of the table and all its indexes. */
    public double units() {
        return consumed.path("CapacityUnits").asDouble();
    }

    public double tableUnits() {
        return consumed.at("/Table/CapacityUnits").asDouble();
    }

    public double indexUnits(String index) {
        return consumed.path("GlobalSecondaryIndexes")
                .path(index)
                .path("CapacityUnits")
                .asDouble();
    }
}
