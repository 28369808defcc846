package com.bbws.orders.lambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page of the local run in a real browser. Without Chromium and its driver the test is skipped; with {@code
 * -Drequire.browser=true} it fails.
 */
class SwaggerUiPageIT {

    private static final By OPERATION = By.id("operations-Orders-updateOrder");

    private static final String TEXT_BELOW_14_PIXELS = """
            const found = [];
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const element = texts.currentNode.parentElement;
              const visible = texts.currentNode.data.trim() !== '' && element.checkVisibility();
              if (visible && parseFloat(getComputedStyle(element).fontSize) < 14) {
                found.push(`${element.tagName} ${element.className}: ${texts.currentNode.data}`);
              }
            }
            return found""";

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    @TempDir
    static Path profile;

    private static LocalService service;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        Optional<Path> chromium = onThePath("chromium", "chromium-browser", "google-chrome", "chrome");
        Optional<Path> driver = onThePath("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            if (Boolean.getBoolean("require.browser")) {
                fail("A browser is required (require.browser=true), but chromium or chromedriver is not on the PATH.");
            }
            abort("needs chromium and chromedriver on the PATH");
        }
        // It warns that it has no DevTools commands for this version of the browser; the test uses none.
        SELENIUM.setLevel(Level.SEVERE);
        service = new LocalService(EmbeddedDynamoDb.ANY_PORT, 0, event -> {});
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,2400",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", console);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
        browser.get(service.url());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (service != null) {
            service.stop();
        }
    }

    @AfterEach
    void resetTheScreen() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of());
    }

    @Test
    void showsTheOperationWithItsResponses() {
        WebElement operation = await(OPERATION);

        assertThat(browser.getTitle()).isEqualTo("BBWS order service");
        assertThat(operation.getText())
                .contains("/v1.0/orders/{orderId}", "Update an order", "If-Match", "200", "412", "ETag");
    }

    @Test
    void hidesWhatOnlyABrowserUses() {
        await(OPERATION);

        assertThat(browser.findElements(By.cssSelector(".opblock"))).hasSize(1);
        assertThat(text()).doesNotContain("Access-Control-").doesNotContain("OPTIONS /");
    }

    @Test
    void showsTheUserAndTheSampleOrders() {
        await(OPERATION);

        assertThat(text()).contains("Signed in as thandi@example.com of tenant_demo");
        assertThat(row("orders", "order_payment_pending"))
                .containsExactly(
                        "order_payment_pending",
                        "payment_pending",
                        "\"2025-12-30T10:00:00.123456\"",
                        "paid, cancelled");
        assertThat(row("orders", "order_completed")).endsWith("none: its status is final (400)");
        assertThat(row("orders", "order_deleted")).endsWith("none: it is soft-deleted (404)");
        assertThat(row("orders", "order_expired")).endsWith("none: its status is unknown (500)");
        assertThat(row("orders", "order_of_another_tenant")).endsWith("none: it belongs to another tenant (404)");
    }

    @Test
    void drawsTheTransitions() {
        await(OPERATION);
        List<String> transitions = Arrays.stream(OrderStatus.values())
                .flatMap(from -> from.successors().stream().map(to -> from.wireName() + " to " + to.wireName()))
                .toList();

        assertThat(texts(".diagram text"))
                .containsExactlyElementsOf(Arrays.stream(OrderStatus.values())
                        .map(OrderStatus::wireName)
                        .toList());
        assertThat(texts(".diagram path title")).containsExactlyInAnyOrderElementsOf(transitions);
    }

    @Test
    void explainsEachErrorCode() {
        await(OPERATION);

        assertThat(texts("#errors + table td:nth-child(2)"))
                .containsExactlyInAnyOrderElementsOf(
                        OpenApiDocument.at("/components/schemas/ErrorResponse/properties/code/enum")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList());
        assertThat(row("errors", "409")).last().asString().contains("same time");
    }

    @Test
    void sendsARequestToTheLocalServiceAndShowsTheNewStatus() throws IOException {
        WebElement operation = await(OPERATION);
        click(operation, By.cssSelector(".try-out__btn"));
        click(operation, By.cssSelector(".execute"));

        WebElement response = await(By.cssSelector("#operations-Orders-updateOrder .live-responses-table"));

        assertThat(response.getText())
                .contains("200", "\"status\": \"paid\"", "\"lastUpdatedBy\": \"thandi@example.com\"", "etag: \"");
        until(() -> row("orders", "order_pending").get(1).equals("paid"));
        Files.write(Path.of("target", "api-page.png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void showsEachEventThatIsPublished() {
        await(By.cssSelector("#events + table"));

        service.recordHistory();

        until(() -> texts("#events + table tbody tr").stream()
                .anyMatch(row -> row.contains("ORDER_CREATED") && row.contains("order_completed")));
    }

    @Test
    void isReadableOnAPhone() {
        await(OPERATION);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        until(() -> browser.executeScript("return screen.width").equals(390L));

        assertThat(browser.executeScript("return [innerWidth, document.documentElement.scrollWidth]"))
                .isEqualTo(List.of(390L, 390L));
        assertThat((List<?>) browser.executeScript(TEXT_BELOW_14_PIXELS)).isEmpty();
    }

    @Test
    void followsTheColorsOfTheSystem() {
        await(OPERATION);
        assertThat(brightness("background-color")).isGreaterThan(brightness("color"));

        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));

        until(() -> brightness("background-color") < brightness("color"));
        assertThat(browser.findElements(By.cssSelector("html.dark-mode"))).hasSize(1);
    }

    @Test
    void loadsNothingFromTheInternetAndLogsNothing() {
        await(OPERATION);

        assertThat((List<?>) browser.executeScript("return performance.getEntriesByType('resource').map(r => r.name)"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(url -> assertThat((String) url).matches("(\\Q" + service.url() + "\\E/|data:).*"));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    private static void until(BooleanSupplier condition) {
        new WebDriverWait(browser, Duration.ofMinutes(2)).until(ignored -> condition.getAsBoolean());
    }

    private static String text() {
        return browser.findElement(By.tagName("body")).getText();
    }

    /** Returns the cells of the row that begins with a text, in the table after a heading. */
    private static List<String> row(String heading, String first) {
        return ((List<?>) browser.executeScript("""
                        return [...document.querySelectorAll('#' + arguments[0] + ' + table tbody tr')]
                          .map(row => [...row.cells].map(cell => cell.textContent))
                          .find(cells => cells[0] === arguments[1])
                        """, heading, first))
                .stream().map(String.class::cast).toList();
    }

    private static List<String> texts(String selector) {
        return ((List<?>) browser.executeScript(
                        "return [...document.querySelectorAll(arguments[0])].map(element => element.textContent)",
                        selector))
                .stream().map(String.class::cast).toList();
    }

    /** Returns the sum of red, green and blue of a color of the page. */
    private static long brightness(String property) {
        return (Long) browser.executeScript("""
                return getComputedStyle(document.body).getPropertyValue(arguments[0]).match(/\\d+/g).slice(0, 3)
                  .reduce((sum, part) => sum + Number(part), 0)
                """, property);
    }

    private static WebElement await(By element) {
        return new WebDriverWait(browser, Duration.ofMinutes(2))
                .until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private static void click(WebElement parent, By button) {
        new WebDriverWait(browser, Duration.ofMinutes(2))
                .until(ExpectedConditions.presenceOfNestedElementLocatedBy(parent, button))
                .click();
    }

    private static Optional<Path> onThePath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
