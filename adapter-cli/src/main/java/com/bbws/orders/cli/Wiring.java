package com.bbws.orders.cli;

import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Puts the program together, by hand. The table is opened by the first command that asks for it, so that help and
 * version are there at once.
 */
final class Wiring implements CommandLine.IFactory {

    private final Shell shell;
    private final ConnectionOptions connection = new ConnectionOptions();
    private final Output output;

    Wiring(Shell shell) {
        this.shell = shell;
        this.output = new Output(shell);
    }

    CommandLine commandLine() {
        ErrorPrinter errors = new ErrorPrinter(output);
        CommandLine orders = new CommandLine(new OrdersCli(connection, output), this)
                .setOut(shell.out())
                .setErr(shell.err())
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .registerConverter(Stage.class, new Choice<>(Stage.class))
                .registerConverter(Output.Format.class, new Choice<>(Output.Format.class))
                .registerConverter(TransitionsCommand.Format.class, new Choice<>(TransitionsCommand.Format.class))
                // An actor or a payment id may begin with @, and is no file.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        HelpPages.shape(orders);
        return orders;
    }

    /** Makes the commands; picocli asks for each by its class. */
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == GetCommand.class) {
            return type.cast(new GetCommand(this::open, output));
        }
        if (type == UpdateCommand.class) {
            return type.cast(new UpdateCommand(this::open, output, shell));
        }
        if (type == TransitionsCommand.class) {
            return type.cast(new TransitionsCommand(output));
        }
        return CommandLine.defaultFactory().create(type);
    }

    private OpenTable open() {
        DynamoDbSettings settings = settings();
        DynamoDbOrders orders = DynamoDbOrders.open(settings);
        return new OpenTable(
                settings.tableName(),
                new FindOrder(orders.search()),
                new UpdateOrder(orders.repository(), shell.clock()),
                orders::close);
    }

    /** What the variables say, unless an option says otherwise. */
    private DynamoDbSettings settings() {
        try {
            DynamoDbSettings variables = DynamoDbSettings.of(shell.variables());
            return new DynamoDbSettings(
                    connection
                            .table()
                            .map(name -> DynamoDbSettings.tableName("--table", name))
                            .orElse(variables.tableName()),
                    connection
                            .region()
                            .map(name -> DynamoDbSettings.region("--region", name))
                            .orElse(variables.region()),
                    connection
                            .endpointUrl()
                            .map(url -> Optional.of(DynamoDbSettings.endpoint("--endpoint-url", url)))
                            .orElse(variables.endpoint()),
                    connection.profile());
        } catch (IllegalArgumentException nonsense) {
            throw new CommandFailed(ExitCode.USAGE, nonsense.getMessage() + ".", nonsense);
        }
    }
}
