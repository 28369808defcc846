package com.bbws.orders.lambda.testing.network;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call of DynamoDB, and what it consumed.
 *
 * @param operation such as {@code UpdateItem}
 * @param request what the product asked for
 * @param statusCode what DynamoDB answered
 * @param consumed the answer's {@code ConsumedCapacity}; missing where DynamoDB refused
 */
public record MeteredRequest(String operation, JsonNode request, int statusCode, JsonNode consumed) {

    /** Returns the units of the table and all its indexes. */
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
