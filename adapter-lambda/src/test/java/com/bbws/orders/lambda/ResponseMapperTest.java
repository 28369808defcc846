package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseMapperTest {

    @ParameterizedTest
    @EnumSource
    void returnsTheStatusCodeOfTheContract(OrderException.Code code) throws IOException {
        assertThat(Files.readString(Path.of("../docs/contract.md")))
                .containsOnlyOnce("\n| " + ResponseMapper.statusCode(code) + " | `" + code + "` | ");
    }
}
