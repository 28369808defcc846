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
 * Parses maps and lists that other services store as JSON text into attribute values.
 *
 * <p>Unknown members are written back as the parsed values, so each parsed value must be one that DynamoDB accepts. JSON
 * allows numbers that DynamoDB rejects.
 */
final class JsonText {

    /** DynamoDB accepts 32 levels, including the attribute itself. */
    private static final int MAX_DEPTH = 31;

    /** The precision of a DynamoDB number; the two constants below are the bounds of its decimal exponent. */
    private static final int MAX_DIGITS = 38;

    private static final int MAX_POWER = 125;
    private static final int MIN_POWER = -130;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // Names are not kept for later texts: names with colliding hash codes would slow down all later parsing.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Python's json.dumps writes NaN and Infinity.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonText() {}

    /** Returns the value of a JSON document; empty if the text is not exactly one JSON document. */
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
            default -> AttributeValue.fromS(storable(parser.getText()));
        };
    }

    /** A number that DynamoDB cannot store is kept as text. */
    private static AttributeValue number(String text) {
        return isStorable(text) ? AttributeValue.fromN(text) : AttributeValue.fromS(text);
    }

    /** Returns whether DynamoDB can store the text as a number. */
    static boolean isStorable(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            long power = (long) number.precision() - number.scale() - 1;
            return number.signum() == 0 || number.precision() <= MAX_DIGITS && power <= MAX_POWER && power >= MIN_POWER;
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return false;
        }
    }

    /** Replaces each unpaired surrogate, which JSON can escape and DynamoDB cannot store, by {@code ?}. */
    private static String storable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static Map<String, AttributeValue> members(JsonParser parser) throws IOException {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(parser.currentName());
            parser.nextToken();
            AttributeValue value = value(parser);
            if (!name.isEmpty()) { // DynamoDB rejects empty names
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
