package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples on the package pages of the published Javadoc compile. This module sees all of those packages. */
class PackageExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n \\* }</pre>");
    private static final String CLASS = """
            import com.bbws.orders.application.*;
            import com.bbws.orders.domain.*;
            import com.bbws.orders.domain.port.*;
            import com.bbws.orders.dynamodb.*;
            import java.time.*;
            import java.util.*;

            class Example {
                static void run(OrderRepository orders, Order order, OrderUpdate update, Clock clock) {
            %s
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../order-domain/src/main/java/com/bbws/orders/domain/package-info.java",
                "../order-domain/src/main/java/com/bbws/orders/domain/port/package-info.java",
                "../order-application/src/main/java/com/bbws/orders/application/package-info.java",
                "../adapter-dynamodb/src/main/java/com/bbws/orders/dynamodb/package-info.java"
            })
    void thePackagePageHasAnExampleThatCompiles(Path page, @TempDir Path classes) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();
        String source = CLASS.formatted(example.group(1).replaceAll("(?m)^ \\* ?", ""));

        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiles = compiler.getTask(
                        errors,
                        null,
                        null,
                        List.of("-d", classes.toString(), "-proc:none"),
                        null,
                        List.of(file(source)))
                .call();

        assertThat(compiles).as(errors.toString()).isTrue();
    }

    private static JavaFileObject file(String source) {
        return new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
