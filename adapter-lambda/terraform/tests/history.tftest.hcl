# The history of orders: its function, its event source mapping, its permissions, and its alarms and graphs.

mock_provider "aws" {
  source = "./tests/aws"
}

# Different from the values of the other function, which come from the mock.
override_resource {
  target = aws_iam_role.history
  values = {
    arn = "arn:aws:iam::123456789012:role/the-history-s-role"
    id  = "the-history-s-role"
  }
}

override_resource {
  target = aws_cloudwatch_log_group.history
  values = {
    arn = "arn:aws:logs:af-south-1:123456789012:log-group:the-history-s-log-group"
  }
}

variables {
  environment     = "dev"
  user_pool_arn   = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path        = "tests/placeholder.zip"
  page_topic_arns = ["arn:aws:sns:af-south-1:123456789012:on-call"]
}

run "records_with_the_same_zip" {
  assert {
    condition = (
      aws_lambda_function.record_order_history.function_name == "record_order_history-dev"
      && output.history_function_name == "record_order_history-dev"
    )
    error_message = "The name of the function must be the one in the contract."
  }

  assert {
    condition = (
      aws_lambda_function.record_order_history.package_type == "Zip"
      && aws_lambda_function.record_order_history.filename == "tests/placeholder.zip"
      && aws_lambda_function.record_order_history.source_code_hash == filebase64sha256("tests/placeholder.zip")
      && aws_lambda_function.record_order_history.image_uri == null
      && length(aws_lambda_function.record_order_history.image_config) == 0
    )
    error_message = "The zip must be deployed, and deployed again when its content changes."
  }

  assert {
    condition = (
      aws_lambda_function.record_order_history.handler == "com.bbws.orders.lambda.RecordOrderHistoryHandler"
      && aws_lambda_function.record_order_history.runtime == "java21"
      && aws_lambda_function.record_order_history.architectures == tolist(["arm64"])
      && aws_lambda_function.record_order_history.memory_size == 512
      && aws_lambda_function.record_order_history.timeout == 60
      && coalesce(aws_lambda_function.record_order_history.reserved_concurrent_executions, -1) == -1
    )
    error_message = "Handler, runtime, architecture, memory, timeout or concurrency differs from the contract."
  }

  assert {
    condition     = one(aws_lambda_function.record_order_history.tracing_config).mode == "Active"
    error_message = "The function must have tracing."
  }

  assert {
    condition     = length(aws_lambda_function.record_order_history.snap_start) == 0 && aws_lambda_function.record_order_history.publish != true
    error_message = "The function must have no SnapStart: no client waits for its start."
  }

  assert {
    condition = one(aws_lambda_function.record_order_history.environment).variables == tomap({
      DYNAMODB_TABLE_NAME = "bbws-customer-portal-orders-dev"
      ENVIRONMENT         = "dev"
      LOG_LEVEL           = "INFO"
      JAVA_TOOL_OPTIONS   = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.http.retryPost=false"

      ORDER_EVENTS_TOPIC_ARN = "arn:aws:sns:af-south-1:123456789012:a-topic"
    })
    error_message = "The function must have its own variables and none of the API function."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.history.name == "/aws/lambda/record_order_history-dev"
      && aws_cloudwatch_log_group.history.retention_in_days == 30
      && aws_cloudwatch_log_group.history.kms_key_id == null
      && one(aws_lambda_function.record_order_history.logging_config).log_group == "/aws/lambda/record_order_history-dev"
      && output.history_log_group_name == "/aws/lambda/record_order_history-dev"
    )
    error_message = "The function must log to the log group that is created here, which has a retention."
  }

  assert {
    condition     = one(aws_lambda_function.record_order_history.logging_config).log_format == "Text"
    error_message = "The log format must be Text: Lambda's JSON format would wrap each line, and the metrics would be lost."
  }
}

run "may_only_add_to_the_history" {
  assert {
    condition = (
      aws_lambda_function.record_order_history.role == "arn:aws:iam::123456789012:role/the-history-s-role"
      && aws_lambda_function.update_order.role == "arn:aws:iam::123456789012:role/a-role"
      && aws_iam_role_policy.history.role == "the-history-s-role"
      && aws_iam_role_policy.function.role == "a-role"
      && aws_iam_role.history.name == "record_order_history-dev-af-south-1"
      && aws_iam_role_policy.history.name == "record_order_history-dev"
    )
    error_message = "Each function must have a separate role with a separate policy."
  }

  assert {
    condition = jsondecode(aws_iam_role.history.assume_role_policy) == {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
    }
    error_message = "Only Lambda may assume the role."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.history.policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "ReadStream"
          Effect   = "Allow"
          Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
          Resource = ["arn:aws:dynamodb:af-south-1:123456789012:table/a-table-looked-up/stream/2026-01-05T09:00:00.000"]
        },
        {
          Sid      = "ListStreams"
          Effect   = "Allow"
          Action   = ["dynamodb:ListStreams"]
          Resource = ["*"]
        },
        {
          Sid      = "AppendToHistory"
          Effect   = "Allow"
          Action   = ["dynamodb:PutItem", "dynamodb:Query"]
          Resource = ["arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev"]
          Condition = {
            "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["HISTORY#*"] }
            Null                      = { "dynamodb:LeadingKeys" = "false" }
          }
        },
        {
          Sid      = "ReportGivenUp"
          Effect   = "Allow"
          Action   = ["sqs:SendMessage"]
          Resource = ["arn:aws:sqs:af-south-1:123456789012:a-queue"]
        },
        {
          Sid      = "WriteOwnLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["arn:aws:logs:af-south-1:123456789012:log-group:the-history-s-log-group:*"]
        },
        {
          Sid      = "SendTraces"
          Effect   = "Allow"
          Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
          Resource = ["*"]
        },
        {
          Sid      = "PublishEvents"
          Effect   = "Allow"
          Action   = ["sns:Publish"]
          Resource = ["arn:aws:sns:af-south-1:123456789012:a-topic"]
        },
      ]
    }
    error_message = "The policy of the role must allow exactly these actions on exactly these resources."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.function.policy).Statement[1].Resource == ["arn:aws:logs:af-south-1:123456789012:log-group:a-log-group:*"]
    error_message = "The other function must write to its own log."
  }
}

run "reads_the_orders_of_the_stream" {
  assert {
    condition = (
      aws_lambda_event_source_mapping.history.event_source_arn == "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-looked-up/stream/2026-01-05T09:00:00.000"
      && aws_lambda_event_source_mapping.history.function_name == "record_order_history-dev"
      && aws_lambda_event_source_mapping.history.starting_position == "TRIM_HORIZON"
      && aws_lambda_event_source_mapping.history.enabled != false
    )
    error_message = "The function must read the stream of the table from its beginning."
  }

  assert {
    condition     = data.aws_dynamodb_table.orders[0].name == "bbws-customer-portal-orders-dev"
    error_message = "The stream must belong to the table of the environment."
  }

  assert {
    condition     = one(one(aws_lambda_event_source_mapping.history.filter_criteria).filter).pattern == "{\"dynamodb\":{\"Keys\":{\"SK\":{\"S\":[{\"prefix\":\"ORDER#\"}]}}}}"
    error_message = "The filter must pass orders only: otherwise the function would read its own items."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.history.batch_size == 100
      && aws_lambda_event_source_mapping.history.maximum_batching_window_in_seconds == 1
      && aws_lambda_event_source_mapping.history.bisect_batch_on_function_error == true
      && aws_lambda_event_source_mapping.history.maximum_retry_attempts == 200
      && aws_lambda_event_source_mapping.history.maximum_record_age_in_seconds == 86400
      && aws_lambda_event_source_mapping.history.function_response_types == toset(["ReportBatchItemFailures"])
    )
    error_message = "Batch size, window, bisection, retries, maximum age or response type is wrong."
  }

  assert {
    condition     = one(one(aws_lambda_event_source_mapping.history.destination_config).on_failure).destination_arn == "arn:aws:sqs:af-south-1:123456789012:a-queue"
    error_message = "Records that are given up must be sent to the queue."
  }

  assert {
    condition = (
      aws_sqs_queue.history_failed.name == "record_order_history-dev-failed"
      && aws_sqs_queue.history_failed.sqs_managed_sse_enabled == true
      && aws_sqs_queue.history_failed.message_retention_seconds == 1209600
      && output.history_queue_url == "https://sqs.af-south-1.amazonaws.com/123456789012/a-queue"
    )
    error_message = "The queue must be encrypted and keep messages for 14 days."
  }

  assert {
    condition = (
      aws_sqs_queue_policy.history_failed.queue_url == "https://sqs.af-south-1.amazonaws.com/123456789012/a-queue"
      && jsondecode(aws_sqs_queue_policy.history_failed.policy) == {
        Version = "2012-10-17"
        Statement = [{
          Sid       = "TlsOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sqs:*"
          Resource  = "arn:aws:sqs:af-south-1:123456789012:a-queue"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      }
    )
    error_message = "The queue must deny access without TLS, and its policy must allow nothing."
  }

  # A mocked provider ignores the order of creation, so this test reads the file.
  assert {
    condition     = aws_lambda_event_source_mapping.history.starting_position != null && can(regex("(?s)resource \"aws_lambda_event_source_mapping\" \"history\" \\{.*depends_on = \\[aws_iam_role_policy\\.history\\]\\s*\\}", file("history.tf")))
    error_message = "The mapping must depend on the policy: Lambda rejects a mapping whose role cannot read the stream."
  }
}

run "reads_the_stream_that_is_set" {
  variables {
    table_stream_arn = "arn:aws:dynamodb:af-south-1:123456789012:table/bbws-customer-portal-orders-dev/stream/2026-02-03T04:05:06.789"
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.history.event_source_arn == var.table_stream_arn
      && jsondecode(aws_iam_role_policy.history.policy).Statement[0].Resource == [var.table_stream_arn]
    )
    error_message = "The mapping and the role must name the stream that is set."
  }
}

run "reads_the_stream_of_the_new_table" {
  variables {
    environment  = "thandi"
    create_table = true
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.history.event_source_arn == "arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here/stream/2026-11-23T09:00:00.000"
      && jsondecode(aws_iam_role_policy.history.policy).Statement[0].Resource == ["arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here/stream/2026-11-23T09:00:00.000"]
      && jsondecode(aws_iam_role_policy.history.policy).Statement[2].Resource == ["arn:aws:dynamodb:af-south-1:123456789012:table/a-table-created-here"]
    )
    error_message = "The mapping and the role must name the new table and its stream."
  }

  assert {
    condition = (
      aws_lambda_function.record_order_history.function_name == "record_order_history-thandi"
      && one(aws_lambda_function.record_order_history.environment).variables.DYNAMODB_TABLE_NAME == "bbws-customer-portal-orders-thandi"
      && aws_sqs_queue.history_failed.name == "record_order_history-thandi-failed"
    )
    error_message = "The names must end with the environment."
  }
}

run "records_with_the_same_image" {
  variables {
    image_uri = "123456789012.dkr.ecr.af-south-1.amazonaws.com/update-order@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    zip_path  = "tests/none.zip"
  }

  assert {
    condition = (
      aws_lambda_function.record_order_history.package_type == "Image"
      && aws_lambda_function.record_order_history.image_uri == var.image_uri
      && aws_lambda_function.record_order_history.filename == null
      && aws_lambda_function.record_order_history.runtime == null
      && aws_lambda_function.record_order_history.handler == null
    )
    error_message = "An image must have no runtime."
  }

  assert {
    condition = (
      one(aws_lambda_function.record_order_history.image_config).command == tolist(["com.bbws.orders.lambda.RecordOrderHistoryHandler"])
      && one(aws_lambda_function.record_order_history.image_config).entry_point == null
    )
    error_message = "The command must name the handler of the history, and the entry point of the image must stay."
  }

  assert {
    condition     = length(aws_lambda_function.record_order_history.snap_start) == 0
    error_message = "An image must have no SnapStart: Lambda rejects it."
  }

  assert {
    condition     = !contains(keys(one(aws_lambda_function.record_order_history.environment).variables), "JAVA_TOOL_OPTIONS")
    error_message = "An image must not get JAVA_TOOL_OPTIONS."
  }
}

run "applies_the_optional_variables" {
  variables {
    runtime                        = "java17"
    architecture                   = "x86_64"
    memory_mb                      = 1024
    log_level                      = "WARN"
    java_tool_options              = null
    reserved_concurrency           = 0
    required_group                 = "order-writers"
    required_scope                 = "orders/write"
    table_name                     = "orders-of-old"
    table_arn                      = "arn:aws:dynamodb:af-south-1:999999999999:table/orders-of-old"
    table_kms_key_arn              = "arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"
    queue_kms_key_arn              = "arn:aws:kms:af-south-1:123456789012:key/9f8e7d6c-0000-0000-0000-000000000000"
    history_batch_size             = 10
    history_batch_window_seconds   = 30
    history_max_retries            = 0
    history_max_record_age_seconds = 3600
    alarm_history_age_seconds      = 120
  }

  assert {
    condition = (
      aws_lambda_function.record_order_history.runtime == "java17"
      && aws_lambda_function.record_order_history.architectures == tolist(["x86_64"])
      && aws_lambda_function.record_order_history.memory_size == 1024
    )
    error_message = "Runtime, architecture and memory must be the same as those of the other function."
  }

  assert {
    condition = one(aws_lambda_function.record_order_history.environment).variables == tomap({
      DYNAMODB_TABLE_NAME = "orders-of-old"
      ENVIRONMENT         = "dev"
      LOG_LEVEL           = "WARN"

      ORDER_EVENTS_TOPIC_ARN = "arn:aws:sns:af-south-1:123456789012:a-topic"
    })
    error_message = "The function must have the table and the log level, but not the group and the scope of the API."
  }

  assert {
    condition     = coalesce(aws_lambda_function.record_order_history.reserved_concurrent_executions, -1) == -1
    error_message = "The reserved concurrency of the API must not apply: the history also records other services."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.history.batch_size == 10
      && aws_lambda_event_source_mapping.history.maximum_batching_window_in_seconds == 30
      && aws_lambda_event_source_mapping.history.maximum_retry_attempts == 0
      && aws_lambda_event_source_mapping.history.maximum_record_age_in_seconds == 3600
    )
    error_message = "Batch size, window, retries and maximum age must be the values that are set."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.history.policy).Statement[2].Resource == ["arn:aws:dynamodb:af-south-1:999999999999:table/orders-of-old"]
    error_message = "The role must name the table that is set."
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.history.policy).Statement) == 9
    error_message = "The policy must have one more statement for each key."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.history.policy).Statement[6] == {
      Sid       = "DecryptTable"
      Effect    = "Allow"
      Action    = ["kms:Decrypt"]
      Resource  = ["arn:aws:kms:af-south-1:123456789012:key/0a1b2c3d-0000-0000-0000-000000000000"]
      Condition = { StringEquals = { "kms:ViaService" = "dynamodb.af-south-1.amazonaws.com" } }
    }
    error_message = "The key must be usable for decryption only, and through DynamoDB only."
  }

  assert {
    condition = (
      aws_sqs_queue.history_failed.kms_master_key_id == var.queue_kms_key_arn
      && jsondecode(aws_iam_role_policy.history.policy).Statement[8] == {
        Sid       = "EncryptGivenUp"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = [var.queue_kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "sqs.af-south-1.amazonaws.com" } }
      }
    )
    error_message = "The queue must have the key that is set, and the role must be able to use it, through SQS only."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.history_age.threshold == 120000
      && strcontains(aws_cloudwatch_metric_alarm.history_age.alarm_description, "more than 120 s behind")
      && strcontains(aws_cloudwatch_metric_alarm.history_age.alarm_description, "older than 3600 s")
    )
    error_message = "The alarm must have the age that is set as its threshold, and name it."
  }

  assert {
    condition = one([
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget.properties.annotations
      if widget.properties.title == "Order history: age of the oldest change not yet recorded, s"
    ]) == { horizontal = [{ label = "alarm for the age", value = 120 }] }
    error_message = "The line in the graph must be at the threshold of the alarm."
  }
}

run "raises_an_alarm_for_missing_and_late_changes" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.history_failed.namespace == "AWS/SQS"
      && aws_cloudwatch_metric_alarm.history_failed.metric_name == "ApproximateNumberOfMessagesVisible"
      && aws_cloudwatch_metric_alarm.history_failed.dimensions == tomap({ QueueName = "record_order_history-dev-failed" })
      && aws_cloudwatch_metric_alarm.history_failed.statistic == "Maximum"
      && aws_cloudwatch_metric_alarm.history_failed.period == 300
      && aws_cloudwatch_metric_alarm.history_failed.evaluation_periods == 1
      && aws_cloudwatch_metric_alarm.history_failed.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.history_failed.threshold == 0
    )
    error_message = "The alarm must be raised at the first message in the queue."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.history_age.namespace == "AWS/Lambda"
      && aws_cloudwatch_metric_alarm.history_age.metric_name == "IteratorAge"
      && aws_cloudwatch_metric_alarm.history_age.dimensions == tomap({ FunctionName = "record_order_history-dev" })
      && aws_cloudwatch_metric_alarm.history_age.statistic == "Maximum"
      && aws_cloudwatch_metric_alarm.history_age.period == 300
      && aws_cloudwatch_metric_alarm.history_age.evaluation_periods == 1
      && aws_cloudwatch_metric_alarm.history_age.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.history_age.threshold == 900000
    )
    error_message = "The alarm must be raised when a change is recorded more than 15 minutes late."
  }

  # Tests of all alarms are in monitoring.tftest.hcl.
  assert {
    condition = (
      one(aws_lambda_event_source_mapping.history.metrics_config).metrics == toset(["EventCount"])
      && { for name, alarm in {
        dropped     = aws_cloudwatch_metric_alarm.history_dropped
        undelivered = aws_cloudwatch_metric_alarm.history_undelivered
        retries     = aws_cloudwatch_metric_alarm.history_retries
        } : name => "${alarm.metric_name} ${jsonencode(alarm.dimensions)} ${alarm.statistic} > ${alarm.threshold}, ${alarm.evaluation_periods} of ${alarm.period} s" } == {
        dropped     = "DroppedEventCount {\"EventSourceMappingUUID\":\"0a1b2c3d-1111-2222-3333-444455556666\"} Sum > 0, 1 of 300 s"
        undelivered = "DestinationDeliveryFailures {\"FunctionName\":\"record_order_history-dev\"} Sum > 0, 1 of 300 s"
        retries     = "FailedInvokeEventCount {\"EventSourceMappingUUID\":\"0a1b2c3d-1111-2222-3333-444455556666\"} Sum > 0, 3 of 300 s"
      }
    )
    error_message = "The mapping must count its events, and each loss must raise an alarm."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.history_overdue.metric_name == "IteratorAge"
      && aws_cloudwatch_metric_alarm.history_overdue.threshold == 12 * 3600 * 1000
    )
    error_message = "A page must leave half of the day for which the stream keeps a change."
  }

  assert {
    condition = (
      aws_cloudwatch_composite_alarm.history_stopped.alarm_rule == "ALARM(\"record_order_history-dev-orders-change\") AND ALARM(\"record_order_history-dev-nothing-recorded\")"
      && aws_cloudwatch_metric_alarm.orders_change.namespace == "BBWS/Orders/dev"
      && aws_cloudwatch_metric_alarm.orders_change.metric_name == "Changes"
      && aws_cloudwatch_metric_alarm.orders_change.treat_missing_data == "notBreaching"
      && aws_cloudwatch_metric_alarm.orders_change.datapoints_to_alarm == 2
      && aws_cloudwatch_metric_alarm.nothing_recorded.metric_name == "RevisionsRecorded"
      && aws_cloudwatch_metric_alarm.nothing_recorded.comparison_operator == "LessThanThreshold"
      && aws_cloudwatch_metric_alarm.nothing_recorded.threshold == 1
      && aws_cloudwatch_metric_alarm.nothing_recorded.treat_missing_data == "breaching"
      && alltrue([
        for part in [aws_cloudwatch_metric_alarm.orders_change, aws_cloudwatch_metric_alarm.nothing_recorded] :
        part.period == 900 && part.evaluation_periods == 12 && length(coalesce(part.alarm_actions, [])) == 0
      ])
    )
    error_message = "Changes without a record must raise an alarm, and neither half alone."
  }

  assert {
    condition = alltrue([
      for alarm in [aws_cloudwatch_metric_alarm.history_failed, aws_cloudwatch_metric_alarm.history_age] :
      strcontains(alarm.alarm_description, "Customers are not affected") && strcontains(alarm.alarm_description, "saved query record_order_history-dev/failures")
    ])
    error_message = "The descriptions must state that customers are not affected, and name the saved query."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_metric_alarm.history_failed.alarm_description, "the queue record_order_history-dev-failed")
    error_message = "The description must name the queue."
  }

  assert {
    condition = [
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget
      if startswith(widget.properties.title, "Order history: age")
      ] == [{
        type   = "metric"
        x      = 0
        y      = 26
        width  = 12
        height = 6
        properties = {
          title   = "Order history: age of the oldest change not yet recorded, s"
          region  = "af-south-1"
          view    = "timeSeries"
          stacked = false
          period  = 300
          stat    = "Sum"
          metrics = [
            ["AWS/Lambda", "IteratorAge", "FunctionName", "record_order_history-dev", { id = "age", stat = "Maximum", visible = false }],
            [{ id = "seconds", expression = "age / 1000", label = "age" }],
          ]
          yAxis       = { left = { min = 0, showUnits = false } }
          annotations = { horizontal = [{ label = "alarm for the age", value = 900 }] }
        }
    }]
    error_message = "The graph must show the age in seconds and the threshold of the alarm."
  }

  assert {
    condition = [
      for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget
      if widget.properties.title == "Order history: changes"
      ] == [{
        type   = "metric"
        x      = 12
        y      = 26
        width  = 12
        height = 6
        properties = {
          title   = "Order history: changes"
          region  = "af-south-1"
          view    = "timeSeries"
          stacked = false
          period  = 300
          stat    = "Sum"
          metrics = [
            ["BBWS/Orders", "RevisionsRecorded", "Environment", "dev", "Service", "order-history", { label = "recorded" }],
            ["BBWS/Orders", "RevisionsRepeated", "Environment", "dev", "Service", "order-history", { label = "sent again, already recorded" }],
            ["BBWS/Orders", "RevisionsUnreadable", "Environment", "dev", "Service", "order-history", { label = "recorded, but the order cannot be read" }],
            ["BBWS/Orders", "RecordsSkipped", "Environment", "dev", "Service", "order-history", { label = "skipped, not an order" }],
            ["BBWS/Orders", "RecordsFailed", "Environment", "dev", "Service", "order-history", { label = "failed" }],
          ]
          yAxis = { left = { min = 0, showUnits = false } }
        }
    }]
    error_message = "The graph must show every metric of the function."
  }

  assert {
    condition     = one([for widget in jsondecode(aws_cloudwatch_dashboard.orders.dashboard_body).widgets : widget.y if widget.type == "log"]) == 44
    error_message = "The table must be below the last graph."
  }

  assert {
    condition = { for query in aws_cloudwatch_query_definition.history : query.name => query.query_string } == {
      "record_order_history-dev/failures" = join("\n", [
        "filter level = \"ERROR\" or @message like /Task timed out|Runtime exited|Runtime\\.|OutOfMemoryError|INIT_REPORT.*Status: (error|timeout)/",
        "| fields @timestamp, message, orderId, tenantId, sequenceNumber, stackTrace, @message",
        "| sort @timestamp desc",
      ])
      "record_order_history-dev/order" = join("\n", [
        "filter orderId = \"ORDER_ID\"",
        "| fields @timestamp, level, message, tenantId, sequenceNumber, awsRequestId, stackTrace",
        "| sort @timestamp asc",
      ])
    }
    error_message = "The two queries must exist."
  }

  assert {
    condition     = alltrue([for query in aws_cloudwatch_query_definition.history : query.log_group_names == tolist(["/aws/lambda/record_order_history-dev"])])
    error_message = "The queries must search the log of this function."
  }
}
