package com.bbws.orders.application;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.TenantId;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the published form of an order. */
final class OrderDocumentReader {

    private final DocumentMembers document;
    private final Optional<String> currency;

    private OrderDocumentReader(DocumentMembers document) {
        this.document = document;
        this.currency = document.text("currency");
    }

    /**
     * Returns the order.
     *
     * @throws OrderException.Invalid if the document is not the published form of an order
     */
    static Order read(Map<String, ?> members) {
        DocumentMembers document = DocumentMembers.of(members);
        Optional<String> tenantId = required(document, "tenantId", TenantId::isLegal);
        Optional<String> id = required(document, "id", OrderId::isLegal);
        Optional<OrderStatus> status = required(
                        document, "status", text -> OrderStatus.ofWireName(text).isPresent())
                .flatMap(OrderStatus::ofWireName);
        document.throwErrors();
        OrderKey key = new OrderKey(new TenantId(tenantId.orElseThrow()), new OrderId(id.orElseThrow()));
        Order.Builder order = Order.builder(key, status.orElseThrow());
        new OrderDocumentReader(document).fill(order);
        document.throwErrors();
        Order read = order.build();
        checkSum(document, "subtotal", read.subtotal());
        checkSum(document, "total", read.total());
        document.throwErrors();
        return read;
    }

    private static Optional<String> required(DocumentMembers document, String name, Predicate<String> isLegal) {
        Optional<String> text = document.text(name);
        if (!document.has(name)) {
            document.reject(name, FieldError.Code.REQUIRED, "is required");
        } else if (text.filter(isLegal.negate()).isPresent()) {
            document.reject(name, FieldError.Code.UNKNOWN_VALUE, "must be a value that an order can have");
        }
        return text;
    }

    private void fill(Order.Builder order) {
        if (document.has("problems")) {
            document.reject(
                    "problems", FieldError.Code.NOT_SUPPORTED, "must be absent: a part of the order is unreadable");
        }
        document.flag("active").ifPresent(order::active);
        document.text("orderNumber").ifPresent(order::orderNumber);
        document.text("customerEmail").map(EmailAddress::reconstitute).ifPresent(order::customerEmail);
        document.object("paymentDetails").map(OrderDocumentReader::payment).ifPresent(order::paymentDetails);
        document.objects("items")
                .map(lines -> lines.stream().map(this::line).toList())
                .ifPresent(order::items);
        amount(document, "subtotal").ifPresent(order::subtotal);
        amount(document, "tax").ifPresent(order::tax);
        amount(document, "shipping").ifPresent(order::shipping);
        currency.ifPresent(order::currency);
        document.object("campaign").map(OrderDocumentReader::campaign).ifPresent(order::campaign);
        document.object("billingAddress").map(OrderDocumentReader::address).ifPresent(order::billingAddress);
        document.text("paymentMethod").ifPresent(order::paymentMethod);
        document.text("pdfUrl").ifPresent(order::pdfUrl);
        document.text("dateCreated").ifPresent(order::dateCreated);
        document.text("dateLastUpdated").map(LockToken::new).ifPresent(order::lockToken);
        document.text("lastUpdatedBy").ifPresent(order::lastUpdatedBy);
    }

    private Optional<Money> amount(DocumentMembers part, String name) {
        return part.amount(name, currency.orElse(Money.NO_CURRENCY));
    }

    private static PaymentDetails payment(DocumentMembers part) {
        Map<PaymentField, String> fields = new EnumMap<>(PaymentField.class);
        for (PaymentField field : PaymentField.values()) {
            part.text(field.fieldName()).ifPresent(text -> fields.put(field, text));
        }
        return PaymentDetails.reconstitute(fields, Map.of());
    }

    private LineItem line(DocumentMembers part) {
        LineItem.Builder line = LineItem.reconstitute();
        part.text("id").ifPresent(line::id);
        part.text("productId").ifPresent(line::productId);
        part.text("productName").ifPresent(line::productName);
        part.integer("quantity").map(StoredValue::known).ifPresent(line::quantity);
        amount(part, "unitPrice").map(StoredValue::known).ifPresent(line::unitPrice);
        amount(part, "discount").map(StoredValue::known).ifPresent(line::discount);
        part.text("dateCreated").ifPresent(line::dateCreated);
        part.text("dateLastUpdated").ifPresent(line::dateLastUpdated);
        part.text("lastUpdatedBy").ifPresent(line::lastUpdatedBy);
        part.flag("active").ifPresent(line::active);
        LineItem read = line.build();
        checkSum(part, "subtotal", read.subtotal());
        return read;
    }

    private static Campaign campaign(DocumentMembers part) {
        return Campaign.builder()
                .id(part.text("id"))
                .code(part.text("code"))
                .description(part.text("description"))
                .discountPercentage(part.decimal("discountPercentage"))
                .productId(part.text("productId"))
                .termsConditionsLink(part.text("termsConditionsLink"))
                .fromDate(part.text("fromDate"))
                .toDate(part.text("toDate"))
                .isValid(part.flag("isValid"))
                .dateCreated(part.text("dateCreated"))
                .dateLastUpdated(part.text("dateLastUpdated"))
                .lastUpdatedBy(part.text("lastUpdatedBy"))
                .active(part.flag("active"))
                .build();
    }

    private static BillingAddress address(DocumentMembers part) {
        return new BillingAddress(
                part.text("street"),
                part.text("city"),
                part.text("province"),
                part.text("postalCode"),
                part.text("country"));
    }

    /**
     * Rejects a document whose sums differ from the computed ones. A sum is absent if a part of it cannot be read: then the part
     * is absent too, and must not count as zero.
     */
    private static void checkSum(DocumentMembers part, String name, Optional<Money> computed) {
        Optional<BigDecimal> published = part.decimal(name);
        if (published.isEmpty() && part.has(name)) {
            return; // rejected already
        }
        boolean isSame = published.isPresent()
                ? computed.filter(sum -> sum.amount().compareTo(published.get()) == 0)
                        .isPresent()
                : computed.isEmpty();
        if (!isSame) {
            part.reject(name, FieldError.Code.INVALID_FORMAT, "must be the sum of the amounts in the document");
        }
    }
}
