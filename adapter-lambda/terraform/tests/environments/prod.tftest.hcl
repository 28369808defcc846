# environments/prod.tfvars, which .ci/terraform passes to this test only.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  user_pool_arn    = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path         = "tests/placeholder.zip"
  alarm_topic_arns = ["arn:aws:sns:af-south-1:123456789012:on-call"]
}

run "prod" {
  assert {
    condition = (
      aws_lambda_function.update_order.function_name == "update_order-prod"
      && one(aws_lambda_function.update_order.environment).variables.DYNAMODB_TABLE_NAME == "bbws-customer-portal-orders-prod"
      && one(aws_lambda_function.update_order.environment).variables.ENVIRONMENT == "prod"
      && aws_api_gateway_stage.orders.stage_name == "prod"
      && local.tags.Environment == "prod"
    )
    error_message = "Function, table, stage and tags must name prod."
  }

  assert {
    condition     = length(aws_dynamodb_table.orders) == 0 && var.region == "af-south-1"
    error_message = "The table of prod must not be created here, and must be in Cape Town."
  }

  assert {
    condition = (
      one(aws_lambda_function.update_order.environment).variables.LOG_LEVEL == "INFO"
      && aws_cloudwatch_log_group.function.retention_in_days == 365
      && aws_lambda_function.update_order.reserved_concurrent_executions == 50
      && one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 100
      && one(aws_api_gateway_method_settings.all.settings).throttling_burst_limit == 200
      && var.alarm_minimum_requests == 1
    )
    error_message = "prod must keep logs for a year, reserve instances, and raise an alarm for a single failure."
  }
}
