# environments/dev.tfvars, which .ci/terraform gives to this test alone.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/stand-in.zip"
}

run "dev" {
  assert {
    condition = (
      aws_lambda_function.update_order.function_name == "update_order-dev"
      && one(aws_lambda_function.update_order.environment).variables.DYNAMODB_TABLE_NAME == "bbws-customer-portal-orders-dev"
      && one(aws_lambda_function.update_order.environment).variables.ENVIRONMENT == "dev"
      && aws_api_gateway_stage.orders.stage_name == "dev"
      && local.tags.Environment == "dev"
    )
    error_message = "Function, table, stage and tags must be dev's."
  }

  assert {
    condition     = length(aws_dynamodb_table.orders) == 0 && var.region == "af-south-1"
    error_message = "The table of dev is another repository's, in Cape Town."
  }

  assert {
    condition = (
      one(aws_lambda_function.update_order.environment).variables.LOG_LEVEL == "DEBUG"
      && aws_cloudwatch_log_group.function.retention_in_days == 14
      && aws_lambda_function.update_order.reserved_concurrent_executions == -1
      && one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 20
      && var.alarm_minimum_requests == 20
    )
    error_message = "In dev everything is logged, for two weeks, and a single failure wakes nobody."
  }
}
