# A second function of the same deployable. It records each write of an order, by any service, from the stream of the table
# (docs/contract.md, 6), and publishes an event for it (docs/contract.md, 7; events.tf). Requests do not wait for it.

locals {
  history_handler = "com.bbws.orders.lambda.RecordOrderHistoryHandler"
}

# No SnapStart, no version and no alias: only the mapping below calls it, and no client waits for its start. So an apply
# deploys it at once.
resource "aws_lambda_function" "record_order_history" {
  function_name = "${local.history_name}${local.package_suffix}"
  description   = "Records the history of each order from the stream of the orders table. Release ${local.release}."
  role          = aws_iam_role.history.arn

  package_type      = local.from_image ? "Image" : "Zip"
  image_uri         = var.image_uri
  s3_bucket         = try(var.artifact.bucket, null)
  s3_key            = try(var.artifact.key, null)
  s3_object_version = try(var.artifact.version, null)
  filename          = local.from_file ? var.zip_path : null
  source_code_hash  = local.from_file ? filebase64sha256(var.zip_path) : null
  runtime           = local.from_image ? null : var.runtime
  handler           = local.from_image ? null : local.history_handler

  architectures = [var.architecture]
  memory_size   = var.memory_mb
  # For a whole batch, whose records are written one after the other. After a timeout the batch is sent again, and no record
  # is written twice.
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
      RELEASE             = var.release
      LOG_LEVEL           = var.log_level
      JAVA_TOOL_OPTIONS   = local.from_image ? null : var.java_tool_options

      ORDER_EVENTS_TOPIC_ARN = local.events_topic_arn
    } : name => value if value != null }
  }

  tags = { Release = local.release }

  tracing_config {
    mode = "Active"
  }

  # Text for the reason in lambda.tf.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.history.name
  }

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = local.from_file ? fileexists(var.zip_path) : true
      error_message = "No zip found at ${var.zip_path}. Build it with ./mvnw package in the root of the repository, or set artifact or image_uri."
    }
  }
}

resource "aws_lambda_event_source_mapping" "history" {
  event_source_arn = local.table_stream_arn
  function_name    = aws_lambda_function.record_order_history.function_name

  # Includes the records that are already in the stream. A record that is in the history is not written twice.
  starting_position = "TRIM_HORIZON"

  # The stream also has the items of the history and the counters, which are not recorded. Records that the filter drops
  # cost nothing.
  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { Keys = { SK = { S = [{ prefix = "ORDER#" }] } } } })
    }
  }

  # One batch of a shard at a time (parallelization_factor is left at 1).
  batch_size                         = var.history_batch_size
  maximum_batching_window_in_seconds = var.history_batch_window_seconds

  # The function reports the record that failed, and Lambda sends the batch again from that record on. If the function
  # crashes, Lambda splits the batch in halves until the failing record is alone. When that record is given up, the shard
  # continues.
  function_response_types        = ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = var.history_max_retries
  maximum_record_age_in_seconds  = var.history_max_record_age_seconds

  # Counts of what was read, filtered out, sent to the function, dropped and given up (alarms_history.tf).
  metrics_config {
    metrics = ["EventCount"]
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.history_failed.arn
    }
  }

  lifecycle {
    precondition {
      condition     = try(startswith(local.table_stream_arn, "arn:"), false) && (local.table_stream_view == null ? true : local.table_stream_view == "NEW_AND_OLD_IMAGES")
      error_message = "The table ${local.table_name} has no stream with NEW_AND_OLD_IMAGES, which the history needs. Ask the owner of the table to turn it on."
    }

    # Otherwise the orders of another table would be recorded in this one.
    precondition {
      condition     = var.table_stream_arn == null ? true : startswith(var.table_stream_arn, "${local.table_arn}/stream/")
      error_message = "table_stream_arn is not a stream of the table ${local.table_arn}."
    }
  }

  # Lambda tests the role on the stream and on the queue when it creates the mapping.
  depends_on = [aws_iam_role_policy.history]
}

# Records that were given up. A message holds not the records but their position in the stream, which keeps a record for one
# day. The message is kept longer, so that it is known which history has a gap.
resource "aws_sqs_queue" "history_failed" {
  name                      = "${local.history_name}-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = var.queue_kms_key_arn == null ? true : null
  kms_master_key_id         = var.queue_kms_key_arn
}

resource "aws_sqs_queue_policy" "history_failed" {
  queue_url = aws_sqs_queue.history_failed.id

  # It allows nothing: the permissions on the queue are in the roles.
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
