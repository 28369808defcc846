# environments/sit.tfvars, which .ci/terraform passes to this test only.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  user_pool_arn = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  zip_path      = "tests/placeholder.zip"
}

run "sit" {
  assert {
    condition = (
      aws_lambda_function.update_order.function_name == "update_order-sit"
      && one(aws_lambda_function.update_order.environment).variables.DYNAMODB_TABLE_NAME == "bbws-customer-portal-orders-sit"
      && one(aws_lambda_function.update_order.environment).variables.ENVIRONMENT == "sit"
      && aws_api_gateway_stage.orders.stage_name == "sit"
      && local.tags.Environment == "sit"
    )
    error_message = "Function, table, stage and tags must name sit."
  }

  assert {
    condition     = length(aws_dynamodb_table.orders) == 0 && var.region == "af-south-1"
    error_message = "The table of sit must not be created here, and must be in Cape Town."
  }

  assert {
    condition = (
      one(aws_lambda_function.update_order.environment).variables.LOG_LEVEL == "INFO"
      && aws_cloudwatch_log_group.function.retention_in_days == 30
      && aws_lambda_function.update_order.reserved_concurrent_executions == -1
      && one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 10
      && var.alarm_minimum_requests == 20
    )
    error_message = "sit must log at the level of prod, keep logs for a month, and raise no alarm for a single failure."
  }
}
