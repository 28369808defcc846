# environments/prod.tfvars, which .ci/terraform passes to this test only.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  user_pool_arn     = "arn:aws:cognito-idp:af-south-1:123456789012:userpool/af-south-1_Pool"
  page_topic_arns   = ["arn:aws:sns:af-south-1:123456789012:on-call"]
  ticket_topic_arns = ["arn:aws:sns:af-south-1:123456789012:tickets"]
  cors_allow_origin = "https://portal.example.com"
  writers           = "everyone in the tenant"
  release           = "1.4.0"
  artifact          = { bucket = "bbws-artifacts", key = "order-service/update-order-lambda.zip", version = "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY" }
  # prod never reads a file of this machine.
  zip_path = "tests/none.zip"
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
      && aws_lambda_function.update_order.reserved_concurrent_executions == 100
      && one(aws_api_gateway_method_settings.all.settings).throttling_rate_limit == 100
      && one(aws_api_gateway_method_settings.all.settings).throttling_burst_limit == 50
      && var.alarm_minimum_requests == 20
      && var.slo_availability_percent == 99.9
      && aws_lambda_function.update_order.s3_object_version == var.artifact.version
    )
    error_message = "prod must keep logs for a year, reserve instances, have its objective, and run the published zip."
  }
}
