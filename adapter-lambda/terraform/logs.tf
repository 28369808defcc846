# Created before the functions: a log group that Lambda creates never expires.
resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
}

resource "aws_cloudwatch_log_group" "history" {
  name              = "/aws/lambda/${local.history_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/apigateway/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
}

locals {
  # Lambda's messages for a request without a log line: a timeout, a crash, a failed start.
  cut_off = "/Task timed out|Runtime exited|Runtime\\.|OutOfMemoryError|INIT_REPORT.*Status: (error|timeout)/"

  queries = {
    lock-failures = <<-QUERY
      filter @message like /Optimistic lock failure/
      | fields @timestamp, orderId, tenantId, requestId
      | sort @timestamp desc
    QUERY

    conflicts-in-5-minutes = <<-QUERY
      filter statusCode = 409
      | stats count() by bin(5m)
    QUERY

    # Replace ORDER_ID with the id of the order.
    order-trail = <<-QUERY
      filter orderId = "ORDER_ID"
      | fields @timestamp, message, fromStatus, toStatus, statusCode, code, durationMs, tenantId, requestId, xrayTraceId
      | sort @timestamp asc
    QUERY

    slowest-requests = <<-QUERY
      filter ispresent(durationMs)
      | fields @timestamp, durationMs, statusCode, code, orderId, tenantId, requestId, xrayTraceId
      | sort durationMs desc
      | limit 20
    QUERY

    failures = <<-QUERY
      filter statusCode >= 500 or @message like ${local.cut_off}
      | fields @timestamp, message, code, orderId, tenantId, requestId, xrayTraceId, stackTrace, @message
      | sort @timestamp desc
    QUERY
  }

  history_queries = {
    failures = <<-QUERY
      filter level = "ERROR" or @message like ${local.cut_off}
      | fields @timestamp, message, orderId, tenantId, sequenceNumber, stackTrace, @message
      | sort @timestamp desc
    QUERY

    # Replace ORDER_ID with the id of the order. Only a record that failed has its own line; recorded changes are in the table.
    order = <<-QUERY
      filter orderId = "ORDER_ID"
      | fields @timestamp, level, message, tenantId, sequenceNumber, awsRequestId, stackTrace
      | sort @timestamp asc
    QUERY
  }
}

resource "aws_cloudwatch_query_definition" "function" {
  for_each = local.queries

  # The console shows a / as a folder.
  name            = "${local.name}/${each.key}"
  log_group_names = [aws_cloudwatch_log_group.function.name]
  query_string    = trimspace(each.value)
}

resource "aws_cloudwatch_query_definition" "history" {
  for_each = local.history_queries

  name            = "${local.history_name}/${each.key}"
  log_group_names = [aws_cloudwatch_log_group.history.name]
  query_string    = trimspace(each.value)
}
