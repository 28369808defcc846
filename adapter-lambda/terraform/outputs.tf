output "api_url" {
  description = "The URL of the stage, to which the paths of the API are appended."
  value       = aws_api_gateway_stage.orders.invoke_url
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
  description = "The newest published version."
  value       = aws_lambda_function.update_order.version
}

output "live_version" {
  description = "The version that the API calls: the newest one, unless the variable live_version is set."
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

output "alarm_names" {
  description = "The names of the alarms, by what they monitor."
  value       = { for watched, alarm in local.alarms : watched => alarm.alarm_name }
}
