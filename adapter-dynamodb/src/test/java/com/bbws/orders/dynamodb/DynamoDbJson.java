package com.bbws.orders.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads items in DynamoDB JSON, as the AWS console and command line show them: {@code {"status": {"S": "paid"}}}. */
final class DynamoDbJson {

    private static final JsonFactory JSON = new JsonFactory();

    private DynamoDbJson() {}

    static Map<String, AttributeValue> item(InputStream json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return attributes(parser);
        }
    }

    private static Map<String, AttributeValue> attributes(JsonParser parser) throws IOException {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            attributes.put(name, attribute(parser));
        }
        return attributes;
    }

    private static AttributeValue attribute(JsonParser parser) throws IOException {
        String type = parser.nextFieldName();
        parser.nextToken();
        AttributeValue attribute = switch (type) {
            case "S" -> AttributeValue.fromS(parser.getText());
            case "N" -> AttributeValue.fromN(parser.getText());
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(parser.getBinaryValue()));
            case "BOOL" -> AttributeValue.fromBool(parser.getBooleanValue());
            case "NULL" -> AttributeValue.fromNul(parser.getBooleanValue());
            case "M" -> AttributeValue.fromM(attributes(parser));
            case "L" -> AttributeValue.fromL(elements(parser, DynamoDbJson::attribute));
            case "SS" -> AttributeValue.fromSs(elements(parser, JsonParser::getText));
            case "NS" -> AttributeValue.fromNs(elements(parser, JsonParser::getText));
            case "BS" ->
                AttributeValue.fromBs(elements(parser, bytes -> SdkBytes.fromByteArray(bytes.getBinaryValue())));
            default -> throw new IllegalArgumentException("no DynamoDB type: " + type);
        };
        parser.nextToken();
        return attribute;
    }

    private interface Element<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static <T> List<T> elements(JsonParser parser, Element<T> element) throws IOException {
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(parser));
        }
        return elements;
    }
}
