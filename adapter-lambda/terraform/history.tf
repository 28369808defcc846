# A second function of the same deployable, which writes the history of each order from what the table's stream tells of it,
# whoever has written the order (docs/contract.md, 6). Requests know nothing of it and never wait for it.

locals {
  history_handler = "com.bbws.orders.lambda.RecordOrderHistoryHandler"
}

# No SnapStart, no version and no alias: the mapping below is all that calls it, and nobody waits for its start. So
# live_version does not hold it back: it is what was deployed last.
resource "aws_lambda_function" "record_order_history" {
  function_name = local.history_name
  description   = "Records the history of each order from the stream of the orders table."
  role          = aws_iam_role.history.arn

  package_type     = local.from_image ? "Image" : "Zip"
  image_uri        = var.image_uri
  filename         = local.from_image ? null : var.zip_path
  source_code_hash = local.from_image ? null : filebase64sha256(var.zip_path)
  runtime          = local.from_image ? null : var.runtime
  handler          = local.from_image ? null : local.history_handler

  architectures = [var.architecture]
  memory_size   = var.memory_mb
  # For a whole batch, whose orders are written one after the other. What is cut off is sent again and written once.
  timeout = 60

  # An image's own command is the handler of the API's function.
  dynamic "image_config" {
    for_each = local.from_image ? [local.history_handler] : []

    content {
      command = [image_config.value]
    }
  }

  environment {
    variables = { for name, value in {
      DYNAMODB_TABLE_NAME = local.table_name
      ENVIRONMENT         = var.environment
      LOG_LEVEL           = var.log_level
      JAVA_TOOL_OPTIONS   = local.from_image ? null : var.java_tool_options
    } : name => value if value != null }
  }

  tracing_config {
    mode = "Active"
  }

  # Text for the reason that lambda.tf gives.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.history.name
  }

  lifecycle {
    precondition {
      condition     = local.from_image ? true : fileexists(var.zip_path)
      error_message = "There is no zip at ${var.zip_path}: build it with ./mvnw package in the repository's root, or give an image_uri."
    }
  }
}

resource "aws_lambda_event_source_mapping" "history" {
  event_source_arn = local.table_stream_arn
  function_name    = aws_lambda_function.record_order_history.function_name

  # What is in the stream already counts, too. Where that has been recorded before, nothing is written twice.
  starting_position = "TRIM_HORIZON"

  # The stream tells of the history's own items as well, and of the counters, which are nothing to record. What the
  # filter keeps back is not paid for.
  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { Keys = { SK = { S = [{ prefix = "ORDER#" }] } } } })
    }
  }

  # One batch of a shard at a time (parallelization_factor is left at 1).
  batch_size                         = var.history_batch_size
  maximum_batching_window_in_seconds = var.history_batch_window_seconds

  # The function names the record that failed, and only from there on is a batch sent again. One that it could not even
  # answer for is halved until what it stumbles over is alone. Then that is given up, and the shard goes on.
  function_response_types        = ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = var.history_max_retries
  maximum_record_age_in_seconds  = var.history_max_record_age_seconds

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.history_failed.arn
    }
  }

  lifecycle {
    precondition {
      condition     = try(startswith(local.table_stream_arn, "arn:"), false) && (local.table_stream_view == null ? true : local.table_stream_view == "NEW_AND_OLD_IMAGES")
      error_message = "The table ${local.table_name} has no stream that the history could be read from: it must have one with NEW_AND_OLD_IMAGES, which whoever owns the table turns on."
    }

    # The other table's orders would be recorded in this one, and nobody would notice.
    precondition {
      condition     = var.table_stream_arn == null ? true : startswith(var.table_stream_arn, "${local.table_arn}/stream/")
      error_message = "The stream table_stream_arn is not that of the table ${local.table_arn}."
    }
  }

  # Lambda tries the role on the stream and on the queue when it makes the mapping.
  depends_on = [aws_iam_role_policy.history]
}

# What was given up. A message does not hold the records but says where they lie in the stream, which keeps them for a day
# after they were written; the message itself outlives them, so that it is known whose history has a gap.
resource "aws_sqs_queue" "history_failed" {
  name                      = "${local.history_name}-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "history_failed" {
  queue_url = aws_sqs_queue.history_failed.id

  # It allows nothing: who may what on the queue is in the roles.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.history_failed.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
