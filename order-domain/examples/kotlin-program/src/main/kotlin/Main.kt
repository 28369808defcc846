import com.bbws.orders.domain.Actor
import com.bbws.orders.domain.Order
import com.bbws.orders.domain.OrderException
import com.bbws.orders.domain.OrderId
import com.bbws.orders.domain.OrderKey
import com.bbws.orders.domain.OrderStatus
import com.bbws.orders.domain.OrderUpdate
import com.bbws.orders.domain.TenantId
import com.bbws.orders.domain.UpdateId
import java.time.Instant

/** Prints what the rules say about a change of status, for each status. */
fun main() {
    val key = OrderKey(TenantId("tenant_9f1c"), OrderId("order_4d2e"))
    for (status in OrderStatus.values()) {
        println("${status.wireName()}: ${answer(Order.builder(key, status).build(), OrderStatus.CANCELLED)}")
    }
}

fun answer(order: Order, requested: OrderStatus): String =
    try {
        order.update(OrderUpdate.to(requested), Actor("support"), UpdateId.random(), Instant.now())
            .map { change -> "becomes ${change.after().status().wireName()}" }
            .orElse("stays the same")
    } catch (rejection: OrderException) {
        when (rejection) {
            is OrderException.IllegalTransition -> "only ${rejection.allowed().joinToString { it.wireName() }}"
            else -> "${rejection.code()}: ${rejection.message}"
        }
    }
