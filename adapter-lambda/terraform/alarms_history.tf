# The alarms of the history and of the events. Customers are not affected by them, and no order is wrong. A page is an alarm
# after which changes are lost unless a person acts within the day for which the stream keeps them: a weekend is longer.

locals {
  history_pages = {
    history_failed      = aws_cloudwatch_metric_alarm.history_failed
    history_overdue     = aws_cloudwatch_metric_alarm.history_overdue
    history_dropped     = aws_cloudwatch_metric_alarm.history_dropped
    history_undelivered = aws_cloudwatch_metric_alarm.history_undelivered
    history_stopped     = aws_cloudwatch_composite_alarm.history_stopped
  }

  history_tickets = {
    history_age     = aws_cloudwatch_metric_alarm.history_age
    history_retries = aws_cloudwatch_metric_alarm.history_retries
    events_failed   = aws_cloudwatch_metric_alarm.events_failed
    events_delay    = aws_cloudwatch_metric_alarm.events_delay
  }

  mapping_dimensions = { EventSourceMappingUUID = aws_lambda_event_source_mapping.history.uuid }
}

# The alarm lasts until the messages are deleted.
resource "aws_cloudwatch_metric_alarm" "history_failed" {
  alarm_name          = "${local.history_name}-failed"
  alarm_description   = "Changes are missing from the history of orders: recording them failed too often, and they were given up. Customers are not affected, and the orders are correct. 1. Run the saved query ${local.history_name}/failures. 2. Correct the cause. 3. Read the stream again, which keeps a record for one day. 4. Delete the messages in the queue ${aws_sqs_queue.history_failed.name}. ${var.runbook_url}#history-failed"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions  = { QueueName = aws_sqs_queue.history_failed.name }
  statistic   = "Maximum"
  period      = 300
}

# The age of the batches that Lambda sends, including those that fail. Without changes, or with a disabled mapping, there is
# no data and so no alarm.
resource "aws_cloudwatch_metric_alarm" "history_age" {
  alarm_name          = "${local.history_name}-age"
  alarm_description   = "The history of orders is more than ${var.alarm_history_age_seconds} s behind the orders. Customers are not affected, and the history catches up when the cause is corrected. But a change older than ${var.history_max_record_age_seconds} s is given up. The alarm is expected while a new or replaced event source mapping reads the stream. Run the saved query ${local.history_name}/failures and check DynamoDB on the dashboard. ${var.runbook_url}#history-age"
  comparison_operator = "GreaterThanThreshold"
  # The metric is in milliseconds.
  threshold          = var.alarm_history_age_seconds * 1000
  evaluation_periods = 1
  treat_missing_data = "notBreaching"
  alarm_actions      = var.ticket_topic_arns
  ok_actions         = var.ticket_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "IteratorAge"
  dimensions  = local.history_function_dimensions
  statistic   = "Maximum"
  period      = 300
}

# Without published events there is no data and so no alarm.
resource "aws_cloudwatch_metric_alarm" "events_failed" {
  alarm_name          = "${local.events_name}-failed"
  alarm_description   = "Events of orders were not published in two of three periods of 5 minutes. Other services receive them later: Lambda sends the changes again, and no event is lost until the alarm ${local.history_name}-failed. Orders and requests are not affected. If the alarm lasts, run the saved query ${local.history_name}/failures. ${var.runbook_url}#events-failed"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  namespace   = local.orders_namespace
  metric_name = "EventsFailed"
  dimensions  = local.history_dimensions
  statistic   = "Sum"
  period      = 300
}

# The promise is a minute. Each batch reports its slowest event.
resource "aws_cloudwatch_metric_alarm" "events_delay" {
  alarm_name          = "${local.events_name}-delay"
  alarm_description   = "An event of an order was published more than 60 s after the change, in two of three periods of 5 minutes. No event is lost. The alarm is expected while the stream is read again. Otherwise compare the age of the oldest change on the dashboard: if it rises, the function fails or gets too many changes. ${var.runbook_url}#events-delay"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 60000
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  namespace   = local.orders_namespace
  metric_name = "EventDelayMillis"
  dimensions  = local.history_dimensions
  statistic   = "Maximum"
  period      = 300
}

# The same age, when half of the day is over.
resource "aws_cloudwatch_metric_alarm" "history_overdue" {
  alarm_name          = "${local.history_name}-overdue"
  alarm_description   = "The history of orders is more than 12 hours behind the orders. The stream keeps a change for 24 hours: then it is missing from the history permanently. Customers are not affected. Correct the cause today. ${var.runbook_url}#history-overdue"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 43200000
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "IteratorAge"
  dimensions  = local.history_function_dimensions
  statistic   = "Maximum"
  period      = 300
}

# The metrics of the event source mapping (history.tf, metrics_config).
resource "aws_cloudwatch_metric_alarm" "history_dropped" {
  alarm_name          = "${local.history_name}-dropped"
  alarm_description   = "Lambda dropped changes before they were recorded. Their position may be in the queue ${aws_sqs_queue.history_failed.name}. Customers are not affected. Read the stream again within 24 hours of the change. ${var.runbook_url}#history-dropped"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "DroppedEventCount"
  dimensions  = local.mapping_dimensions
  statistic   = "Sum"
  period      = 300
}

# Otherwise a change could be given up without a message in the queue.
resource "aws_cloudwatch_metric_alarm" "history_undelivered" {
  alarm_name          = "${local.history_name}-undelivered"
  alarm_description   = "Lambda gave up changes and could not write their position to the queue ${aws_sqs_queue.history_failed.name}: a permission or a key is missing, or the queue was deleted. Customers are not affected. Read the stream again within 24 hours of the change. ${var.runbook_url}#history-undelivered"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.page_topic_arns
  ok_actions          = var.page_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "DestinationDeliveryFailures"
  dimensions  = local.history_function_dimensions
  statistic   = "Sum"
  period      = 300
}

resource "aws_cloudwatch_metric_alarm" "history_retries" {
  alarm_name          = "${local.history_name}-retries"
  alarm_description   = "The function that records the history of orders failed for 15 minutes, and Lambda sends its changes again. Customers are not affected, and nothing is lost yet. Run the saved query ${local.history_name}/failures. ${var.runbook_url}#history-retries"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.ticket_topic_arns
  ok_actions          = var.ticket_topic_arns

  namespace   = "AWS/Lambda"
  metric_name = "FailedInvokeEventCount"
  dimensions  = local.mapping_dimensions
  statistic   = "Sum"
  period      = 300
}

# Orders change, and nothing is recorded: the mapping is disabled, deleted or without permission, reads another stream, or its
# filter is wrong. Then none of the metrics above has data. The alarm rings if three hours had changes in two periods of 15
# minutes at least, and no record in any: a change at the end of a period may be recorded in the next one.
resource "aws_cloudwatch_composite_alarm" "history_stopped" {
  alarm_name        = "${local.history_name}-stopped"
  alarm_description = "Orders were changed within three hours, and none of the changes was recorded in the history. The event source mapping is disabled, deleted or has no permission. Customers are not affected. Correct the cause within 24 hours. ${var.runbook_url}#history-stopped"
  alarm_rule        = "ALARM(\"${aws_cloudwatch_metric_alarm.orders_change.alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.nothing_recorded.alarm_name}\")"
  alarm_actions     = var.page_topic_arns
  ok_actions        = var.page_topic_arns
}

# Not an alarm in itself.
resource "aws_cloudwatch_metric_alarm" "orders_change" {
  alarm_name          = "${local.history_name}-orders-change"
  alarm_description   = "Orders were changed within three hours. Part of the alarm ${local.history_name}-stopped, and no reason to act. ${var.runbook_url}#history-stopped"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 12
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"

  namespace   = local.log_metrics.Changes.namespace
  metric_name = local.log_metrics.Changes.name
  statistic   = "Sum"
  period      = 900
}

# Not an alarm in itself: at night there is nothing to record.
resource "aws_cloudwatch_metric_alarm" "nothing_recorded" {
  alarm_name          = "${local.history_name}-nothing-recorded"
  alarm_description   = "No change was recorded within three hours. Part of the alarm ${local.history_name}-stopped, and no reason to act. ${var.runbook_url}#history-stopped"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 12
  # Without the function there is no metric.
  treat_missing_data = "breaching"

  namespace   = local.orders_namespace
  metric_name = "RevisionsRecorded"
  dimensions  = local.history_dimensions
  statistic   = "Sum"
  period      = 900
}
