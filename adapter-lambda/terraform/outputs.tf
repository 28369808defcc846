output "api_url" {
  description = "The URL of the API, to which its paths are appended: that of the custom domain, or that of the stage."
  value       = local.api_url
}

output "rest_api_id" {
  description = "The id of the REST API."
  value       = aws_api_gateway_rest_api.orders.id
}

output "function_name" {
  description = "The name of the function."
  value       = aws_lambda_function.update_order.function_name
}

output "function_arn" {
  description = "The ARN of the function, without a version."
  value       = aws_lambda_function.update_order.arn
}

output "alias_arn" {
  description = "The ARN of the alias live, which the API calls."
  value       = aws_lambda_alias.live.arn
}

output "published_version" {
  description = "The version that this apply published. It gets requests when the alias live is moved to it."
  value       = aws_lambda_function.update_order.version
}

output "release" {
  description = "The release that was deployed."
  value       = local.release
}

output "live_version" {
  description = "The version that the API called when Terraform last read the alias live."
  value       = aws_lambda_alias.live.function_version
}

output "role_arn" {
  description = "The ARN of the function's role."
  value       = aws_iam_role.function.arn
}

output "table_name" {
  description = "The name of the orders table."
  value       = local.table_name
}

output "table_arn" {
  description = "The ARN of the orders table, as in the policies of the roles."
  value       = local.table_arn
}

output "log_group_name" {
  description = "The log group of the function."
  value       = aws_cloudwatch_log_group.function.name
}

output "access_log_group_name" {
  description = "The log group of the API's access log."
  value       = aws_cloudwatch_log_group.api.name
}

output "history_mapping_id" {
  description = "The UUID of the event source mapping from the stream to the function that records the history."
  value       = aws_lambda_event_source_mapping.history.uuid
}

output "history_stream_arn" {
  description = "The ARN of the stream that the history is read from."
  value       = local.table_stream_arn
}

output "history_function_name" {
  description = "The name of the function that records the history of orders."
  value       = aws_lambda_function.record_order_history.function_name
}

output "history_queue_url" {
  description = "The URL of the queue of changes that could not be recorded in the history."
  value       = aws_sqs_queue.history_failed.url
}

output "history_log_group_name" {
  description = "The log group of the function that records the history."
  value       = aws_cloudwatch_log_group.history.name
}

output "events_topic_arn" {
  description = "The ARN of the topic of the order events; null if none are published."
  value       = local.events_topic_arn
}

output "example_queue_url" {
  description = "The URL of the queue of the example subscription; null if there is none."
  value       = one([for name, queue in aws_sqs_queue.example : queue.url if name == "messages"])
}

output "dashboard_url" {
  description = "The URL of the dashboard in the console."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.orders.dashboard_name}"
}

output "page_names" {
  description = "The names of the alarms that call the person on duty, by their section in the runbook."
  value       = { for section, alarm in local.pages : replace(section, "_", "-") => alarm.alarm_name }
}

output "ticket_names" {
  description = "The names of the alarms that wait until working hours, by their section in the runbook."
  value       = { for section, alarm in local.tickets : replace(section, "_", "-") => alarm.alarm_name }
}

output "release_alarm_names" {
  description = "The names of the alarms that undo a release if one of them rings while it takes over the requests."
  value = [
    aws_cloudwatch_metric_alarm.error_rate.alarm_name,
    aws_cloudwatch_metric_alarm.api_5xx.alarm_name,
    aws_cloudwatch_metric_alarm.duration.alarm_name,
    aws_cloudwatch_composite_alarm.slo_page["availability"].alarm_name,
  ]
}

output "canary_order_id" {
  description = "The id of an order that does not exist, for requests that must change nothing."
  value       = local.canary_order_id
}

output "domain_target" {
  description = "The name that the DNS record of the custom domain must point to, and its hosted zone; null without a domain."
  value = one([for name, domain in aws_api_gateway_domain_name.orders : {
    name    = domain.regional_domain_name
    zone_id = domain.regional_zone_id
  }])
}
