package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.port.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * What the exceptions of the SDK mean: which pass, which are refusals by the business, and a sentence for the operator who
 * has to remove the cause.
 */
final class SdkExceptionTranslator {

    private static final Set<String> REFUSED_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    private static final Set<String> WRONG_TIME =
            Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed");

    /** Another writer has the item at this moment, in a transaction or in another region; nothing was written. */
    private static final Set<String> WRITE_CONFLICTS =
            Set.of("ReplicatedWriteConflictException", "TransactionConflictException");

    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem");

    /** The SDK leaves this one alone too, and DynamoDB documents it as safe to repeat: new keys take time to be known. */
    private static final String UNKNOWN_CLIENT = "UnrecognizedClientException";

    /** What DynamoDB says, in lower case, of a request with other keys than those of the table or of the index. */
    private static final List<String> OTHER_KEYS = List.of(
            "provided key element",
            "number of conditions on the keys",
            "required keys was not given",
            "missed key schema element",
            "does not match schema type",
            "query key condition not supported",
            "missing the key",
            "type mismatch for key");

    private static final String NOT_DYNAMODB = "the answer is not one of DynamoDB";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private static final String INVALID = "ValidationException";
    private static final String TRY_AGAIN = "try again later, or ";
    private static final int PROXY_REQUIRES_USER = 407;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Pattern SIGNATURE_OF_ANOTHER_TIME =
            Pattern.compile("signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_TUNNELLED = Pattern.compile("Proxy returns \"HTTP/1\\.\\d (\\d{3})");

    private SdkExceptionTranslator() {}

    /** Tells whether DynamoDB documents a refusal as one that passes, and the SDK does not know that. */
    static boolean isTransient(Throwable failure) {
        return failure instanceof AwsServiceException refused
                && (isWriteConflict(refused) || code(refused).equals(UNKNOWN_CLIENT));
    }

    /** Tells whether another writer had the item, so that nothing was written. */
    static boolean isWriteConflict(SdkException failure) {
        return failure instanceof AwsServiceException refused && WRITE_CONFLICTS.contains(code(refused));
    }

    /** Tells whether an item would be larger than DynamoDB allows. */
    static boolean isItemTooLarge(SdkException failure) {
        String said = validation(failure);
        return said.contains("item size") && said.contains("exceeded");
    }

    static StoreException.Unavailable unavailable(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(sentence(operation, settings, failure), failure);
    }

    /**
     * Checks that DynamoDB sent an answer. DynamoDB gives each of its answers a request id. Without it, an empty answer
     * looks like that for an item that does not exist.
     *
     * @return the answer
     * @throws SdkClientException if it has no request id
     */
    static <T extends DynamoDbResponse> T requireDynamoDb(T answer) {
        if (answer.sdkHttpResponse().firstMatchingHeader(REQUEST_ID).isEmpty()) {
            throw notDynamoDb();
        }
        return answer;
    }

    /** For an answer that is not one of DynamoDB. */
    static SdkClientException notDynamoDb() {
        return SdkClientException.create(NOT_DYNAMODB);
    }

    /**
     * For a table that is another one than the orders table.
     *
     * @param what shows that, such as {@code has no index}
     */
    static StoreException.Unavailable otherTable(DynamoDbSettings settings, String what) {
        String sentence = otherTableSentence(settings, what);
        return new StoreException.Unavailable(sentence, new IllegalStateException(sentence));
    }

    /** For a write that may have arrived, and of which a read told that it has not. */
    static StoreException.Unavailable notWritten(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(
                sentence(operation, settings, failure)
                        + " The order was read afterwards: nothing has been written so far.",
                failure);
    }

    /** For a write that may have arrived, and of which no read could tell what became of it. */
    static StoreException.OutcomeUnknown outcomeUnknown(
            String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.OutcomeUnknown(
                sentence(operation, settings, failure)
                        + " The outcome is unknown: the order may have been written, and could not be read afterwards.",
                failure);
    }

    private static String sentence(String operation, DynamoDbSettings settings, SdkException failure) {
        String table = "table " + settings.tableName() + " in " + settings.region();
        if (failure instanceof ResourceNotFoundException) {
            return "There is no " + table + place(settings) + ": check the table's name, "
                    + (settings.endpoint().isPresent() ? "and the endpoint." : "the region and the account.");
        }
        if (failure instanceof AwsServiceException refused) {
            return refusal(operation, table, settings, refused);
        }
        if (failure instanceof AbortedException) {
            return operation + " on " + table + " was interrupted.";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.contains("SSO")) {
            return "The single sign-on has expired or was never done: log in"
                    + profile(settings)
                            .map(profile -> " with 'aws sso login --profile " + profile.name() + "'.")
                            .orElse(" with 'aws sso login'.");
        }
        if (message.contains("credentials") || message.contains("re-authenticate")) {
            return noCredentials(settings);
        }
        if (message.equals(NOT_DYNAMODB) || message.contains("unmarshall") || message.contains("Could not parse")) {
            return otherServer(operation, table, settings, "", "");
        }
        return noAnswer(operation, table, settings, failure);
    }

    private static String refusal(
            String operation, String table, DynamoDbSettings settings, AwsServiceException refused) {
        String code = code(refused);
        String status = (refused.statusCode() + " " + code).strip();
        if (WRONG_TIME.contains(code)
                || SIGNATURE_OF_ANOTHER_TIME.matcher(message(refused)).find()) {
            return "AWS refused the time of the request (" + code
                    + "): the clock of this computer is wrong. Set its date and time, and try again.";
        }
        // Another service refuses to give out credentials: the single sign-on, or the one for roles.
        if (REFUSED_CREDENTIALS.contains(code) || !(refused instanceof DynamoDbException)) {
            return "AWS refused the credentials (" + (code.isEmpty() ? refused.statusCode() : code)
                    + "): log in again or renew them, and check the profile.";
        }
        if (code.equals("AccessDeniedException")) {
            return "Access to " + table + " is denied: the credentials need dynamodb:" + operation + ".";
        }
        if (code.isEmpty() && refused.statusCode() == PROXY_REQUIRES_USER) {
            return proxyRefused(settings, refused.statusCode());
        }
        if (code.isEmpty()) {
            return otherServer(
                    operation,
                    table,
                    settings,
                    " (" + refused.statusCode() + ")",
                    mayPass(refused.statusCode()) ? TRY_AGAIN : "");
        }
        if (refused.isThrottlingException()) {
            return "DynamoDB is throttling " + operation + " on " + table + ": try again later.";
        }
        if (WRITE_CONFLICTS.contains(code)) {
            return "Another service is writing an item that " + operation
                    + (WRITES.contains(operation) ? " writes to " : " reads from ") + table + " (" + status
                    + "): try again later.";
        }
        return otherKeys(refused)
                .map(what -> otherTableSentence(settings, what))
                .orElseGet(() -> "DynamoDB refused " + operation + " on " + table + " (" + status + ")"
                        + (refused.statusCode() >= SERVER_ERROR ? ": try again later." : "."));
    }

    /** Returns what a refused request of ours, which are all of a fixed form, shows of the table; empty if nothing. */
    private static Optional<String> otherKeys(AwsServiceException refused) {
        String said = validation(refused);
        if (said.contains("specified index")) {
            return Stream.of(OrderKeys.BY_ID_INDEX, OrderKeys.BY_DATE_INDEX)
                    .filter(index -> said.contains(index.toLowerCase(Locale.ROOT)))
                    .map(index -> "has no index " + index)
                    .findFirst()
                    .or(() -> Optional.of("lacks an index"));
        }
        return OTHER_KEYS.stream().anyMatch(said::contains)
                ? Optional.of("has other keys than the orders table")
                : Optional.empty();
    }

    private static String otherTableSentence(DynamoDbSettings settings, String what) {
        return settings.tableName() + " " + what + ": is it the orders table?";
    }

    private static String noCredentials(DynamoDbSettings settings) {
        return profile(settings)
                .map(profile -> {
                    String named = SharedConfiguration.named(profile.name()) + " (" + profile.source() + ")";
                    return isKnown(profile)
                            ? "There are no AWS credentials for " + named + ": log in with it again, or check it."
                            : "There are no AWS credentials for " + named + ": it is neither in "
                                    + SharedConfiguration.places() + ".";
                })
                .orElse("There are no AWS credentials: log in (again), or set a profile or access keys.");
    }

    private static boolean isKnown(DynamoDbSettings.NamedProfile profile) {
        try {
            return SharedConfiguration.read(profile.name()).exists();
        } catch (IllegalArgumentException badFile) {
            return true; // it may be in there
        }
    }

    private static Optional<DynamoDbSettings.NamedProfile> profile(DynamoDbSettings settings) {
        return settings.origins()
                .profile()
                .or(() -> settings.profile().map(name -> new DynamoDbSettings.NamedProfile(name, "the settings")));
    }

    private static String otherServer(
            String operation, String table, DynamoDbSettings settings, String status, String advice) {
        return "Something that is not DynamoDB answered " + operation + " on " + table + place(settings) + status + ": "
                + advice + "check the endpoint, the proxy and the network.";
    }

    /** Tells whether a server that is overloaded or broken, such as a proxy, answers with a status. */
    private static boolean mayPass(int status) {
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
    }

    private static String noAnswer(String operation, String table, DynamoDbSettings settings, SdkException failure) {
        Optional<Integer> refused = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> NOT_TUNNELLED.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
        return refused.map(status -> proxyRefused(settings, status))
                .orElseGet(() -> "DynamoDB did not answer " + operation + " on " + table + place(settings)
                        + ": check the region, the endpoint and the network.");
    }

    private static String proxyRefused(DynamoDbSettings settings, int status) {
        return "The proxy" + settings.proxy().map(server -> " " + server).orElse("") + " refused the request (" + status
                + "): "
                + (status == PROXY_REQUIRES_USER
                        ? requiredUser(settings)
                        : (mayPass(status) ? TRY_AGAIN : "") + "check the proxy.");
    }

    private static String requiredUser(DynamoDbSettings settings) {
        return settings.proxy().flatMap(ProxyVariables.Server::user).isPresent()
                ? "it refused the user and password."
                : "it requires a user and a password.";
    }

    /** Returns where the request went; without what else an address may hold, such as a password. */
    private static String place(DynamoDbSettings settings) {
        String endpoint = settings.endpoint()
                .map(url -> " at " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                        + settings.origins()
                                .endpoint()
                                .map(source -> " (" + source + ")")
                                .orElse(""))
                .orElse("");
        return endpoint
                + settings.proxy().map(server -> " through the proxy " + server).orElse("");
    }

    private static String code(AwsServiceException refused) {
        return details(refused).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static String message(AwsServiceException refused) {
        return details(refused).map(AwsErrorDetails::errorMessage).orElse("");
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException refused) {
        return Optional.ofNullable(refused.awsErrorDetails());
    }

    /** Returns in lower case why DynamoDB calls a request invalid; empty if it does not. */
    private static String validation(SdkException failure) {
        return failure instanceof AwsServiceException refused && code(refused).equals(INVALID)
                ? message(refused).toLowerCase(Locale.ROOT)
                : "";
    }
}
