package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Maps and lists that a neighbour stored as JSON text, turned into the attribute values that they should have been.
 *
 * <p>Members that nobody here knows are written back as what they become here, so it must be something that DynamoDB
 * takes: JSON knows numbers that it does not.
 */
final class JsonText {

    /** DynamoDB takes 32 levels, of which the attribute itself is one. */
    private static final int MAX_DEPTH = 31;

    /** The digits of a DynamoDB number, and the powers of ten between which it lies. */
    private static final int MAX_DIGITS = 38;

    private static final int MAX_POWER = 125;
    private static final int MIN_POWER = -130;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // Names are not remembered from one text to the next: made to collide, they would spoil the table for
            // others.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Python's json.dumps writes NaN and Infinity.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonText() {}

    /** Returns the value that the text stands for, or empty if it is not one JSON document. */
    static Optional<AttributeValue> parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            AttributeValue value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static AttributeValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> AttributeValue.fromM(members(parser));
            case START_ARRAY -> AttributeValue.fromL(elements(parser));
            case VALUE_TRUE, VALUE_FALSE -> AttributeValue.fromBool(parser.getBooleanValue());
            case VALUE_NULL -> AttributeValue.fromNul(true);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> AttributeValue.fromS(unicode(parser.getText()));
        };
    }

    /** What DynamoDB does not take for a number is kept as text. */
    private static AttributeValue number(String text) {
        return isStorable(text) ? AttributeValue.fromN(text) : AttributeValue.fromS(text);
    }

    /** Tells whether DynamoDB takes the text for a number. */
    static boolean isStorable(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            long power = (long) number.precision() - number.scale() - 1;
            return number.signum() == 0 || number.precision() <= MAX_DIGITS && power <= MAX_POWER && power >= MIN_POWER;
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return false;
        }
    }

    /** JSON can escape half a surrogate pair, which DynamoDB cannot store: {@code ?} takes its place, as it would there. */
    private static String unicode(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static Map<String, AttributeValue> members(JsonParser parser) throws IOException {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = unicode(parser.currentName());
            parser.nextToken();
            AttributeValue value = value(parser);
            if (!name.isEmpty()) { // which DynamoDB has no place for
                members.put(name, value);
            }
        }
        return members;
    }

    private static List<AttributeValue> elements(JsonParser parser) throws IOException {
        List<AttributeValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
