package com.bbws.checkout;

import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A service that updates orders in the portal's table. */
@SpringBootApplication
public class CheckoutApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CheckoutApplication.class, arguments);
    }

    /** The service's own client: region, endpoint and credentials come from the environment. */
    @Bean
    DynamoDbClient dynamoDb() {
        return DynamoDbClient.create();
    }

    /** Closing it does not close the client, which Spring closes. */
    @Bean
    DynamoDbOrders ordersTable(DynamoDbClient dynamoDb, @Value("${orders.table}") String table) {
        return DynamoDbOrders.open(dynamoDb, table);
    }

    @Bean
    OrderRepository orders(DynamoDbOrders ordersTable) {
        return ordersTable.repository();
    }

    @Bean
    UpdateOrder updateOrder(OrderRepository orders) {
        return new UpdateOrder(orders, Clock.systemUTC());
    }
}
