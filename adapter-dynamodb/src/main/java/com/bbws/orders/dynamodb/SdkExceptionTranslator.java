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
 * Translates exceptions of the SDK. Decides which are transient and which correspond to a business rule, and returns
 * messages for operators that state the cause and what to check.
 */
final class SdkExceptionTranslator {

    private static final Set<String> INVALID_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    private static final Set<String> CLOCK_SKEW =
            Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed");

    /** Another writer is writing the item at the same time, in a transaction or in another region; nothing was written. */
    private static final Set<String> WRITE_CONFLICTS =
            Set.of("ReplicatedWriteConflictException", "TransactionConflictException");

    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem");

    /** DynamoDB documents this as safe to retry, because new access keys take time to propagate. The SDK does not retry it. */
    private static final String UNKNOWN_CLIENT = "UnrecognizedClientException";

    /** Parts of DynamoDB's messages, in lower case, about a request whose keys differ from those of the table or index. */
    private static final List<String> KEY_MISMATCH = List.of(
            "provided key element",
            "number of conditions on the keys",
            "required keys was not given",
            "missed key schema element",
            "does not match schema type",
            "query key condition not supported",
            "missing the key",
            "type mismatch for key");

    private static final String NOT_DYNAMODB = "the response is not from DynamoDB";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private static final String INVALID = "ValidationException";
    private static final String TRY_AGAIN = "try again later, or ";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Pattern SIGNATURE_CLOCK_SKEW =
            Pattern.compile("signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TUNNEL_REJECTED = Pattern.compile("Proxy returns \"HTTP/1\\.\\d (\\d{3})");

    private SdkExceptionTranslator() {}

    /** Returns whether DynamoDB documents an error as transient and the SDK does not retry it. */
    static boolean isTransient(Throwable failure) {
        return failure instanceof AwsServiceException error
                && (isWriteConflict(error) || code(error).equals(UNKNOWN_CLIENT));
    }

    /** Returns whether another writer was writing the item, so that nothing was written. */
    static boolean isWriteConflict(SdkException failure) {
        return failure instanceof AwsServiceException error && WRITE_CONFLICTS.contains(code(error));
    }

    /** Returns whether the item would exceed DynamoDB's size limit. */
    static boolean isItemTooLarge(SdkException failure) {
        String message = validationMessage(failure);
        return message.contains("item size") && message.contains("exceeded");
    }

    static StoreException.Unavailable unavailable(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(message(operation, settings, failure), failure);
    }

    /**
     * Checks that a response comes from DynamoDB, which sets a request id in each of its responses. Without this check, an
     * empty response of another server looks like the response for an item that does not exist.
     *
     * @return the response
     * @throws SdkClientException if it has no request id
     */
    static <T extends DynamoDbResponse> T requireDynamoDbResponse(T response) {
        if (response.sdkHttpResponse().firstMatchingHeader(REQUEST_ID).isEmpty()) {
            throw notDynamoDb();
        }
        return response;
    }

    /** Returns the exception for a response that does not come from DynamoDB. */
    static SdkClientException notDynamoDb() {
        return SdkClientException.create(NOT_DYNAMODB);
    }

    /**
     * Returns the exception for a table that is not the orders table.
     *
     * @param difference what is different, such as {@code has no index}
     */
    static StoreException.Unavailable wrongTable(DynamoDbSettings settings, String difference) {
        String message = wrongTableMessage(settings, difference);
        return new StoreException.Unavailable(message, new IllegalStateException(message));
    }

    /** Returns the exception for a failed write, if a later read shows that nothing was written. */
    static StoreException.Unavailable notWritten(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(
                message(operation, settings, failure)
                        + " The order was read afterwards: nothing has been written so far.",
                failure);
    }

    /** Returns the exception for a failed write whose outcome is unknown, because the order could not be read either. */
    static StoreException.OutcomeUnknown outcomeUnknown(
            String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.OutcomeUnknown(
                message(operation, settings, failure)
                        + " The outcome is unknown: the order may have been written, and could not be read afterwards.",
                failure);
    }

    private static String message(String operation, DynamoDbSettings settings, SdkException failure) {
        String table = "table " + settings.tableName() + " in " + settings.region();
        if (failure instanceof ResourceNotFoundException) {
            return "Table " + settings.tableName() + " in " + settings.region() + address(settings)
                    + " does not exist: check the table name"
                    + (settings.endpoint().isPresent() ? " and the endpoint." : ", the region and the account.");
        }
        if (failure instanceof AwsServiceException error) {
            return errorMessage(operation, table, settings, error);
        }
        if (failure instanceof AbortedException) {
            return operation + " on " + table + " was interrupted.";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.contains("SSO")) {
            return "The AWS single sign-on session has expired or does not exist: log in"
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
        return noResponse(operation, table, settings, failure);
    }

    private static String errorMessage(
            String operation, String table, DynamoDbSettings settings, AwsServiceException error) {
        String code = code(error);
        String status = (error.statusCode() + " " + code).strip();
        if (CLOCK_SKEW.contains(code)
                || SIGNATURE_CLOCK_SKEW.matcher(serverMessage(error)).find()) {
            return "AWS rejected the time of the request (" + code
                    + "): the clock of this computer is wrong. Correct the date and time, and try again.";
        }
        // Errors that are not from DynamoDB come from a service that issues credentials, such as single sign-on.
        if (INVALID_CREDENTIALS.contains(code) || !(error instanceof DynamoDbException)) {
            return "AWS rejected the credentials (" + (code.isEmpty() ? error.statusCode() : code)
                    + "): log in again or renew them, and check the profile.";
        }
        if (code.equals("AccessDeniedException")) {
            return "Access to " + table + " is denied: the credentials need the permission dynamodb:" + operation + ".";
        }
        if (code.isEmpty() && error.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
            return proxyRejected(settings, error.statusCode());
        }
        if (code.isEmpty()) {
            return otherServer(
                    operation,
                    table,
                    settings,
                    " (" + error.statusCode() + ")",
                    isTransientStatus(error.statusCode()) ? TRY_AGAIN : "");
        }
        if (error.isThrottlingException()) {
            return "DynamoDB is throttling " + operation + " on " + table + ": try again later.";
        }
        if (WRITE_CONFLICTS.contains(code)) {
            return "Another service is writing an item that " + operation
                    + (WRITES.contains(operation) ? " writes to " : " reads from ") + table + " (" + status
                    + "): try again later.";
        }
        return tableDifference(error)
                .map(difference -> wrongTableMessage(settings, difference))
                .orElseGet(() -> "DynamoDB rejected " + operation + " on " + table + " (" + status + ")"
                        + (error.statusCode() >= SERVER_ERROR ? ": try again later." : "."));
    }

    /**
     * Returns how the table differs from the orders table, if an error shows that; otherwise empty. The requests of this module
     * have a fixed form, so the table causes the mismatch.
     */
    private static Optional<String> tableDifference(AwsServiceException error) {
        String message = validationMessage(error);
        if (message.contains("specified index")) {
            return Stream.of(OrderKeys.BY_ID_INDEX, OrderKeys.BY_DATE_INDEX)
                    .filter(index -> message.contains(index.toLowerCase(Locale.ROOT)))
                    .map(index -> "has no index " + index)
                    .findFirst()
                    .or(() -> Optional.of("does not have all indexes of the orders table"));
        }
        return KEY_MISMATCH.stream().anyMatch(message::contains)
                ? Optional.of("has different keys from the orders table")
                : Optional.empty();
    }

    private static String wrongTableMessage(DynamoDbSettings settings, String difference) {
        return settings.tableName() + " " + difference + ": check the table name.";
    }

    private static String noCredentials(DynamoDbSettings settings) {
        return profile(settings)
                .map(profile -> {
                    String described = AwsProfile.describe(profile.name()) + " (" + profile.source() + ")";
                    return mayExist(profile)
                            ? "No AWS credentials found for " + described + ": log in again, or check the profile."
                            : "No AWS credentials found for " + described + ": the profile is not in "
                                    + AwsProfile.searchedFiles() + ".";
                })
                .orElse("No AWS credentials found: log in, or set a profile or access keys.");
    }

    private static boolean mayExist(DynamoDbSettings.NamedProfile profile) {
        try {
            return AwsProfile.read(profile.name()).exists();
        } catch (IllegalArgumentException invalidFile) {
            return true;
        }
    }

    private static Optional<DynamoDbSettings.NamedProfile> profile(DynamoDbSettings settings) {
        return settings.sources()
                .profile()
                .or(() -> settings.profile().map(name -> new DynamoDbSettings.NamedProfile(name, "the settings")));
    }

    private static String otherServer(
            String operation, String table, DynamoDbSettings settings, String status, String advice) {
        return "A server that is not DynamoDB responded to " + operation + " on " + table + address(settings) + status
                + ": " + advice + "check the endpoint, the proxy and the network.";
    }

    /** Returns whether a status shows that a server or proxy is overloaded or temporarily unavailable. */
    private static boolean isTransientStatus(int status) {
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
    }

    private static String noResponse(String operation, String table, DynamoDbSettings settings, SdkException failure) {
        Optional<Integer> proxyStatus = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> TUNNEL_REJECTED.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
        return proxyStatus
                .map(status -> proxyRejected(settings, status))
                .orElseGet(() -> "DynamoDB did not respond to " + operation + " on " + table + address(settings)
                        + ": check the region, the endpoint and the network.");
    }

    private static String proxyRejected(DynamoDbSettings settings, int status) {
        return "The proxy" + settings.proxy().map(server -> " " + server).orElse("") + " rejected the request ("
                + status
                + "): "
                + (status == PROXY_AUTHENTICATION_REQUIRED
                        ? proxyAuthentication(settings)
                        : (isTransientStatus(status) ? TRY_AGAIN : "") + "check the proxy.");
    }

    private static String proxyAuthentication(DynamoDbSettings settings) {
        return settings.proxy().flatMap(ProxySettings.Server::credentials).isPresent()
                ? "it does not accept the user and password."
                : "it requires a user and a password.";
    }

    /** Returns host and port of the endpoint and of the proxy. The rest of an address may contain a password. */
    private static String address(DynamoDbSettings settings) {
        String endpoint = settings.endpoint()
                .map(url -> " at " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                        + settings.sources()
                                .endpoint()
                                .map(source -> " (" + source + ")")
                                .orElse(""))
                .orElse("");
        return endpoint
                + settings.proxy().map(server -> " through the proxy " + server).orElse("");
    }

    private static String code(AwsServiceException error) {
        return details(error).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static String serverMessage(AwsServiceException error) {
        return details(error).map(AwsErrorDetails::errorMessage).orElse("");
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException error) {
        return Optional.ofNullable(error.awsErrorDetails());
    }

    /** Returns in lower case why DynamoDB finds a request invalid; empty for any other failure. */
    private static String validationMessage(SdkException failure) {
        return failure instanceof AwsServiceException error && code(error).equals(INVALID)
                ? serverMessage(error).toLowerCase(Locale.ROOT)
                : "";
    }
}
